namespace Catalog.GatewayLoad;

/// <summary>One kind of load.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Connections">Clients at the same time.</param>
/// <param name="Tool">The tool that is called.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record LoadRow(string Name, int Connections, string Tool, string Arguments)
{
    /// <summary>The row of long streams, which is a run of its own.</summary>
    public const string Events = "sse";

    private const string Amount = """{"amount":12.34,"to":"nobody"}""";

    /// <summary>Characters of a large argument or result.</summary>
    public const int LargeBytes = 1_000_000;

    public static IReadOnlyList<LoadRow> All { get; } =
    [
        new("echo-1", 1, "echo", """{"message":"hello, is anybody there?"}"""),
        new("echo-32", 32, "echo", """{"message":"hello, is anybody there?"}"""),
        new("value-sum", 32, "tool_3", Amount),
        new("value-sum-redis", 32, "tool_3", Amount),
        new("result-1mb", 1, "blob", "{}"),
        new("arguments-1mb", 1, "tool_2", $$"""{"text":"{{new string('x', LargeBytes)}}"}"""),
        new("echo-1mb", 1, "echo", $$"""{"message":"{{new string('x', LargeBytes)}}"}"""),
    ];

    /// <summary>Whether the limits of the row are counted on a Redis server.</summary>
    public bool IsShared => Name.EndsWith("-redis", StringComparison.Ordinal);

    public bool IsLarge => Name.EndsWith("1mb", StringComparison.Ordinal);
}
