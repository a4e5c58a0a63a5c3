using System.Text.Json;
using Catalog.Policy.Deciding;

namespace Catalog.Policy.Tests.Deciding;

/// <summary>A call as case files write it.</summary>
internal sealed record DecisionCaseCall
{
    public required string Tool { get; init; }

    public PolicySubject Subject { get; init; }

    public JsonElement? Arguments { get; init; }

    public JsonElement? Params { get; init; }

    public string? Session { get; init; }

    public string Label { get; init; } = "a caller";

    public JsonElement? Claims { get; init; }

    public IReadOnlyDictionary<string, JsonElement?>? Upstream { get; init; }

    public bool Continues { get; init; }

    internal ToolCall ToCall() => new()
    {
        Server = "srv",
        Subject = Subject,
        Tool = Tool,
        Arguments = Arguments,
        Params = Params,
        Session = Session,
        Grant = new GrantFacts { Id = "g1", Label = Label, Claims = Claims },
        UpstreamTools = Upstream,
        Continues = Continues,
    };
}
