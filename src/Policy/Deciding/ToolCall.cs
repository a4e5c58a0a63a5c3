using System.Text.Json;

namespace Catalog.Policy.Deciding;

/// <summary>One <c>tools/call</c>, or the use of something else that a policy speaks of, with what is known about it; everything that a decision depends on beside the policy.</summary>
public sealed record ToolCall
{
    /// <summary>The gateway's id of the server; it names the server's totals.</summary>
    public required string Server { get; init; }

    /// <summary>What is asked about. Only tools have declared arguments; what servers ask, and templates, draw on no limits and wait for nobody.</summary>
    /// <value><see cref="PolicySubject.Tool"/>.</value>
    public PolicySubject Subject { get; init; }

    /// <summary>The upstream's name of the tool or prompt, as the caller wrote it without the gateway's prefix; the address of the resource, the text of the template, or the method of the server's request.</summary>
    public required string Tool { get; init; }

    /// <summary>The call's <c>arguments</c>, of a server's request its <c>params</c>, for a resource not read, because rules see its address as <c>args.uri</c>; null and JSON <c>null</c> are read as an empty object.</summary>
    public JsonElement? Arguments { get; init; }

    /// <summary>The whole <c>params</c>, which an approval is bound to; null where only tool and arguments are known.</summary>
    public JsonElement? Params { get; init; }

    /// <summary>The caller.</summary>
    public required GrantFacts Grant { get; init; }

    /// <summary>The MCP session; null where the protocol has none, and then limits for sessions are one total for the grant.</summary>
    public string? Session { get; init; }

    /// <summary>The upstream's tools with their input schemas (null where a tool has none that can be read); null while the list is not known.</summary>
    public IReadOnlyDictionary<string, JsonElement?>? UpstreamTools { get; init; }

    /// <summary>True for a retry or follow-up of a call that has passed, and for what only tells of a resource or prompt: steps 5 and 6, approval and limits, are skipped.</summary>
    public bool Continues { get; init; }
}
