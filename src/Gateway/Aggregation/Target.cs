using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>Where a request goes.</summary>
/// <param name="Branch">The server; null where there is none, and <paramref name="Refusal"/> says why.</param>
/// <param name="Caller">Who the caller is there.</param>
/// <param name="Edit">What is replaced in the message on its way.</param>
/// <param name="Refusal">Null exactly where there is a server.</param>
internal sealed record Target(Branch? Branch, Caller? Caller, MessageEdit? Edit, Refusal? Refusal)
{
    /// <summary>The server's own name of the tool or prompt that is meant; null where it is neither.</summary>
    public string? Own { get; init; }

    public static Target None(string message) => new(null, null, null, new Refusal(RpcErrors.InvalidParams, message, "(no such name)"));
}
