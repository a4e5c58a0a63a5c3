using Catalog.Core.Pins;

namespace Catalog.Gateway.Pinning;

/// <summary>Entries of tools that no pin speaks of: nothing is trusted of them, and what their server gives waits to be accepted like a change.</summary>
public static class UnknownPins
{
    private const string Nothing = "unknown";

    /// <summary>Whether an entry trusts nothing.</summary>
    public static bool IsOne(ToolPin pin)
    {
        ArgumentNullException.ThrowIfNull(pin);
        return pin.Hash == Nothing;
    }

    /// <summary>The entry of a tool that was not known.</summary>
    /// <param name="server">The gateway's id of the server.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="at">When it was first listed.</param>
    public static ToolPin Of(string server, string tool, DateTimeOffset at) => new() { Server = server, Tool = tool, Hash = Nothing, Definition = "{}", PinnedAt = at };
}
