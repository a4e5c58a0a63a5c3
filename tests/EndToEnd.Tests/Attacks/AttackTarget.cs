using System.Collections.Concurrent;

namespace Catalog.EndToEnd.Tests.Attacks;

/// <summary>Where attacks are sent: a lane of the gateway, or an upstream itself.</summary>
internal sealed class AttackTarget(string lane, int port, string path, Journal journal, bool isGateway)
{
    public string Lane => lane;

    public int Port => port;

    public Journal Journal => journal;

    public bool IsGateway => isGateway;

    /// <summary>How long a connection may take before it counts as one that does not end; a server need not end any.</summary>
    public TimeSpan Patience { get; } = isGateway ? TimeSpan.FromSeconds(15) : TimeSpan.FromMilliseconds(500);

    /// <summary>After how long without a byte an answer counts as whole; null where only the end of the connection does.</summary>
    public TimeSpan? Silence { get; } = isGateway ? null : TimeSpan.FromMilliseconds(50);

    /// <summary>Sessions by who opened them, and those that steps kept.</summary>
    public ConcurrentDictionary<string, string> Sessions { get; } = new(StringComparer.Ordinal);

    /// <summary>The text that an upstream of events gave last.</summary>
    public string Event { get; set; } = "0";

    /// <summary>The cursor that a list gave last.</summary>
    public string Cursor { get; set; } = "none";

    /// <summary>The state that an upstream which asked for input gave last.</summary>
    public string State { get; set; } = "none";

    /// <summary>A step's text with what only the run knows.</summary>
    public string Fill(string text)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
        {
            return text;
        }

        var filled = text
            .Replace("${lane}", lane, StringComparison.Ordinal)
            .Replace("${path}", path, StringComparison.Ordinal)
            .Replace("${host}", $"127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("${event}", Event, StringComparison.Ordinal)
            .Replace("${cursor}", Cursor, StringComparison.Ordinal)
            .Replace("${state}", State, StringComparison.Ordinal);
        foreach (var (name, id) in Sessions)
        {
            filled = filled.Replace("${session:" + name + "}", id, StringComparison.Ordinal);
        }

        foreach (var name in AttackGround.Grants)
        {
            filled = filled.Replace("${token:" + name + "}", AttackGround.TokenOf(name), StringComparison.Ordinal);
        }

        return filled;
    }
}
