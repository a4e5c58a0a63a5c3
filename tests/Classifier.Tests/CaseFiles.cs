using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.Classifier.Tests;

/// <summary>Reads files of cases beside the test assembly; unknown members are refused.</summary>
internal static class CaseFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Folder(string topic) => Path.Combine(AppContext.BaseDirectory, topic, "Cases");

    public static IReadOnlyList<T> Read<T>(string path) =>
        JsonSerializer.Deserialize<List<T>>(File.ReadAllText(path), Options) ?? throw new InvalidDataException($"{path} holds no cases");
}
