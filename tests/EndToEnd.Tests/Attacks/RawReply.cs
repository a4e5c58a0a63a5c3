using System.Globalization;
using System.Text.RegularExpressions;

namespace Catalog.EndToEnd.Tests.Attacks;

/// <summary>All that came back on a connection, each byte a letter.</summary>
internal sealed partial record RawReply(string Text, bool Ended)
{
    /// <summary>The status of the first answer; 0 where there is none.</summary>
    public int Status => First().Match(Text) is { Success: true } found ? int.Parse(found.Groups["status"].Value, CultureInfo.InvariantCulture) : 0;

    /// <summary>Whether the whole of one answer came: as long as it said it would be, or with its last chunk.</summary>
    public bool IsWhole => Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var head
        && (Length().Match(Text, 0, head) is { Success: true } length ? Text.Length - head - 4 >= long.Parse(length.Groups["length"].Value, CultureInfo.InvariantCulture) : Text.EndsWith("0\r\n\r\n", StringComparison.Ordinal));

    /// <summary>The code of the first JSON-RPC error; null where there is none.</summary>
    public int? Code => ErrorCode().Match(Text) is { Success: true } found ? int.Parse(found.Groups["code"].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>The session that was opened; null where none was.</summary>
    public string? Session => SessionId().Match(Text) is { Success: true } found ? found.Groups["id"].Value : null;

    /// <summary>The last id of an event; null where there is none.</summary>
    public string? Event => EventId().Matches(Text) is [.., var found] ? found.Groups["id"].Value : null;

    /// <summary>The state that the call is to come again with; null where no input is asked for.</summary>
    public string? State => RequestState().Match(Text) is { Success: true } found ? found.Groups["state"].Value : null;

    /// <summary>Where a list goes on; null where it does not.</summary>
    public string? Cursor => NextCursor().Match(Text) is { Success: true } found ? found.Groups["cursor"].Value : null;

    [GeneratedRegex("\"nextCursor\": ?\"(?<cursor>[^\"]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex NextCursor();

    [GeneratedRegex("^HTTP/1\\.[01] (?<status>[0-9]{3})", RegexOptions.ExplicitCapture)]
    private static partial Regex First();

    [GeneratedRegex("^content-length: *(?<length>[0-9]+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Length();

    [GeneratedRegex("\"error\":\\{\"code\":(?<code>-?[0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex ErrorCode();

    [GeneratedRegex("^mcp-session-id: *(?<id>[^\\r\\n]+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex SessionId();

    [GeneratedRegex("\"requestState\": ?\"(?<state>[^\"]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex RequestState();

    [GeneratedRegex("^id: ?(?<id>[^\\r\\n]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex EventId();
}
