using System.Buffers;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Upstreams;

/// <summary>A line that is too long to be kept, looked at while it passes by: whose answer it would have been can still be told.</summary>
internal sealed class LeftOutLine
{
    private AnswerScan? _scan;
    private bool _isBroken;

    /// <summary>Looks at the next piece.</summary>
    public void Pass(ReadOnlySequence<byte> piece)
    {
        _scan ??= new AnswerScan();
        foreach (var part in piece)
        {
            _isBroken = _isBroken || !_scan.Feed(part.Span);
        }
    }

    /// <summary>What passed by, without what is long in it; the next piece is of another line.</summary>
    /// <returns>The message; null where it was none.</returns>
    public UpstreamMessage? End()
    {
        var message = _isBroken ? null : _scan?.MessageOrNull();
        (_scan, _isBroken) = (null, false);
        return message;
    }
}
