using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.Crawler.Tests.Doubles;

/// <summary>Cases that are data: a JSON array a file, unknown members refused.</summary>
internal static class CaseFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static IReadOnlyList<T> Read<T>(params string[] path) =>
        JsonSerializer.Deserialize<IReadOnlyList<T>>(File.ReadAllText(Path.Combine([AppContext.BaseDirectory, .. path])), Options)!;
}
