using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.Gateway.Tests.Running;

/// <summary>Cases that lie as files beside the tests; a member that no test reads is an error.</summary>
internal static class Cases
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static IReadOnlyList<T> Read<T>(string topic, string file)
    {
        var cases = JsonSerializer.Deserialize<IReadOnlyList<T>>(File.ReadAllBytes(PathOf(topic, file)), Options)!;
        Assert.NotEmpty(cases);
        return cases;
    }

    public static string PathOf(string topic, string file) => Path.Combine(AppContext.BaseDirectory, topic, "Cases", file);
}
