using System.Collections.Frozen;
using System.Text;

namespace Catalog.Gateway.Scanning;

/// <summary>
/// Where in a message a reader is, as far as that says which texts are the protocol's own words, or the server's opaque ones: changed, these would
/// mean nothing to it any more. The same names elsewhere, in what a tool gives above all, are names like any other.
/// </summary>
internal sealed class ProtocolPlace
{
    /// <summary>Bytes of the longest name, as written, that makes a difference.</summary>
    public const int LongestName = 64;

    private const int Deepest = 4;

    // Kinds of content, references and schemas. Any other `type` may be a tool's.
    private static readonly FrozenSet<string> Types = FrozenSet.ToFrozenSet(
        ["text", "image", "audio", "resource", "resource_link", "tool_use", "tool_result", "ref/prompt", "ref/resource", "object", "array", "string", "number", "integer", "boolean", "null"],
        StringComparer.Ordinal);

    // By which name each open object and list was entered, the message itself at 1.
    private readonly string?[] _entered = new string?[Deepest + 1];
    private int _depth;
    private string? _name;

    /// <summary>A member's name was read; null for one that makes no difference.</summary>
    public void Name(string? name) => _name = name;

    /// <summary>An object or a list begins.</summary>
    public void Open()
    {
        _depth++;
        if (_depth <= Deepest)
        {
            _entered[_depth] = _name;
        }

        _name = null;
    }

    /// <summary>An object or a list ended.</summary>
    public void Close() => (_depth, _name) = (_depth - 1, null);

    /// <summary>Whether the text here is left as it is.</summary>
    /// <param name="written">The text as written, without its quotes.</param>
    public bool IsLeft(ReadOnlySpan<byte> written) => (_depth, _name) switch
    {
        (_, "type") => written.Length <= LongestName && Types.Contains(Encoding.UTF8.GetString(written)),
        (1, "jsonrpc" or "id" or "method") => true,
        (2, "requestState" or "nextCursor" or "resultType" or "taskId" or "protocolVersion" or "progressToken" or "requestId") => _entered[2] is "result" or "params",
        (3, "taskId") => _entered[2] == "result" && _entered[3] == "task",
        (3, "progressToken") => _entered[3] == "_meta",
        (4, "taskId") => (_entered[2] == "result" && _entered[3] == "tasks") || (_entered[3] == "_meta" && _entered[4] == "io.modelcontextprotocol/related-task"),
        (4, "method") => _entered[2] == "result" && _entered[3] == "inputRequests",
        _ => false,
    };
}
