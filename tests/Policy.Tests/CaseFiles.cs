using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.Policy.Tests;

/// <summary>Reads case files that lie beside the tests; members that no case knows are refused.</summary>
internal static class CaseFiles
{
    internal static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNameCaseInsensitive = false,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Every file of a topic with its content, by name.</summary>
    internal static IReadOnlyList<(string Name, T Content)> Read<T>(string topic)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, topic, "Cases");
        var files = Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(files);
        return [.. files.Select(f => (Path.GetFileNameWithoutExtension(f), ReadOne<T>(f)))];
    }

    private static T ReadOne<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(file), Strict)!;
        }
        catch (JsonException failure)
        {
            throw new InvalidOperationException($"{Path.GetFileName(file)}: {failure.Message}", failure);
        }
    }
}
