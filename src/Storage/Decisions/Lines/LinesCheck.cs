using System.Globalization;
using Catalog.Core.Decisions;

namespace Catalog.Storage.Decisions.Lines;

/// <summary>Follows the chain through the files of a log, oldest first.</summary>
internal sealed class LinesCheck(string path, string? known)
{
    private byte[] _head = DecisionChain.Start;
    private long _entries;
    private long _checked;
    private long _removed;
    private bool _isKnown;
    private bool _isAnchored;
    private int _segment;

    public DecisionLogCheck Run()
    {
        _isKnown = known is null;

        // Before the files: they may be a moment ahead of it, never behind.
        var anchor = LogAnchor.FindOrNull(path);
        var segments = LogSegment.List(path);
        var fault = segments.Select((segment, i) => Check(segment, isFirst: i == 0, anchor)).FirstOrDefault(static found => found is not null)
            ?? Ends(anchor, segments.Count)
            ?? (_isKnown ? null : $"no entry has the hash `{known}`: it was changed or removed, or the hash is of another log");
        return new DecisionLogCheck { Entries = _checked, Removed = _removed, Head = segments.Count > 0 ? DecisionChain.Shown(_head) : null, Fault = fault };
    }

    private string? Check(LogSegment segment, bool isFirst, LogAnchor? anchor)
    {
        var name = Path.GetFileName(segment.Path);
        var number = 0;
        var pending = false;
        foreach (var text in LogLines.Read(segment.Path))
        {
            number++;
            var place = string.Create(CultureInfo.InvariantCulture, $"line {number} of `{name}`");
            if (LogLine.ParseOrNull(text) is not { } line)
            {
                return $"{place} is no line of this log";
            }

            if (number == 1)
            {
                if (Begin(line, segment, isFirst, anchor) is { } fault)
                {
                    return fault;
                }
            }
            else if (!line.Follows(_head) || line.Number != _entries + 1)
            {
                return $"{place} is not the one that was written, or what stood before it is missing or changed";
            }
            else
            {
                _entries++;
                _checked++;
            }

            _head = Convert.FromHexString(line.Hash);
            _isKnown |= known is not null && DecisionChain.IsHash(known, _head);
            _isAnchored |= anchor?.Names(line) == true;
            pending = true;
        }

        return pending ? null : $"`{name}` is empty";
    }

    /// <summary>The head of a segment carries the chain on from the one before.</summary>
    private string? Begin(LogLine line, LogSegment segment, bool isFirst, LogAnchor? anchor)
    {
        var name = Path.GetFileName(segment.Path);
        if (SegmentHead.ParseOrNull(line) is not { } head || (segment.Number is { } named && named != head.Segment))
        {
            return $"`{name}` does not begin as a segment of this log";
        }

        if (isFirst)
        {
            // What was removed by age is gone with the anchor's knowledge, and only then.
            if (head.Segment != (anchor?.First ?? 1))
            {
                return string.Create(CultureInfo.InvariantCulture, $"segment {anchor?.First ?? 1} is missing: the first that is there is {head.Segment}");
            }

            _head = Convert.FromHexString(head.Previous);
            _removed = _entries = line.Number;
        }
        else if (head.Segment != _segment + 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"segment {_segment + 1} is missing before `{name}`");
        }

        if (head.Previous != DecisionChain.Shown(_head) || line.Number != _entries || !line.Follows(_head))
        {
            return $"`{name}` does not go on from the segment before it: the end of that one, or this beginning, was changed or removed";
        }

        _segment = head.Segment;
        return null;
    }

    private string? Ends(LogAnchor? anchor, int segments)
    {
        if (anchor is null)
        {
            return segments == 0 ? null : $"`{Path.GetFileName(LogAnchor.PathOf(path))}` is missing, so the end of the log is not known";
        }

        if (_segment < anchor.Segment)
        {
            return string.Create(CultureInfo.InvariantCulture, $"segment {anchor.Segment} is missing, the last one");
        }

        return _entries < anchor.Entries ? string.Create(CultureInfo.InvariantCulture, $"the last {anchor.Entries - _entries} entries are missing")
            : _isAnchored ? null
            : string.Create(CultureInfo.InvariantCulture, $"entry {anchor.Entries} is not the one that was written, or what stood before it was changed: `{Path.GetFileName(LogAnchor.PathOf(path))}` has another hash of it");
    }
}
