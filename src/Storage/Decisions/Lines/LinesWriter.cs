using System.Buffers;
using System.Text;
using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;

namespace Catalog.Storage.Decisions.Lines;

/// <summary>The one writer of a log of files.</summary>
internal sealed class LinesWriter : IDisposable
{
    private readonly string _path;
    private readonly DecisionLogOptions _options;
    private readonly TimeProvider _time;
    private readonly FileStream _lock;
    private readonly FileStream _anchorFile;
    private readonly DecisionTexts _texts = new();
    private readonly ArrayBufferWriter<byte> _lines = new();
    private FileStream _file;
    private LogAnchor _anchor;
    private DateOnly _day;

    private LinesWriter(string path, DecisionLogOptions options, TimeProvider time, FileStream @lock, FileStream anchorFile, FileStream file, LogAnchor anchor, DateOnly day)
    {
        (_path, _options, _time) = (path, options, time);
        (_lock, _anchorFile, _file, _anchor, _day) = (@lock, anchorFile, file, anchor, day);
    }

    private DateOnly Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    /// <summary>Goes on where the log ends. A last line that was cut off by a crash goes; anything else that is missing is a fault.</summary>
    /// <exception cref="StoreException">The log is not whole.</exception>
    /// <exception cref="IOException">A file cannot be opened, or another process writes it.</exception>
    public static LinesWriter Open(string path, DecisionLogOptions options, TimeProvider time)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // A file of its own, which stays: readers would stumble over a lock on the log, and a lock on a file that comes and goes keeps nobody out.
        var @lock = Private(path + ".lock", FileShare.None);
        FileStream? anchorFile = null;
        FileStream? file = null;
        try
        {
            anchorFile = Private(LogAnchor.PathOf(path), FileShare.ReadWrite);
            var anchor = anchorFile.Length == 0 ? null : LogAnchor.FindOrNull(path);
            if (anchor is null && LogSegment.List(path).Count > 0)
            {
                throw new StoreException($"`{path}` has no `{Path.GetFileName(LogAnchor.PathOf(path))}` beside it, so its end is not known: move the log away, or name another file");
            }

            anchor ??= new LogAnchor(0, 1, 0, DecisionChain.Shown(DecisionChain.Start));
            var (end, text) = File.Exists(path) ? LogLines.Last(path) : (0, null);
            if (text is null && AfterOrNull(path, anchor) is { } before)
            {
                // The first start, or a crash between two segments.
                var writer = new LinesWriter(path, options, time, @lock, anchorFile, null!, before, default);
                writer.Begin();
                return writer;
            }

            if (text is null || LogLine.ParseOrNull(text) is not { } last || !anchor.IsFollowedBy(last, LogLines.Read(path)))
            {
                throw Cut(path);
            }

            var head = LogLine.ParseOrNull(LogLines.Read(path).First()) is { } first ? SegmentHead.ParseOrNull(first) : null;
            if (head is null)
            {
                throw Cut(path);
            }

            file = Private(path, FileShare.ReadWrite);
            file.SetLength(end);
            file.Position = end;
            return new LinesWriter(path, options, time, @lock, anchorFile, file, anchor with { Segment = head.Segment, Entries = last.Number, Hash = last.Hash }, DateOnly.FromDateTime(head.Begun.UtcDateTime));
        }
        catch
        {
            file?.Dispose();
            anchorFile?.Dispose();
            @lock.Dispose();
            throw;
        }
    }

    /// <summary>Whether the names still stand for the files that are written: whatever goes into one that was removed, moved or cut is lost to everybody.</summary>
    /// <exception cref="StoreException">They do not.</exception>
    public void CheckPlace()
    {
        var named = new FileInfo(_path);
        if (!named.Exists || named.Length != _file.Position || !File.Exists(_anchorFile.Name))
        {
            throw Cut(_path);
        }
    }

    /// <summary>Adds entries, all or none; on disk when it returns.</summary>
    public void Write(IReadOnlyList<DecisionLogEntry> entries)
    {
        CheckPlace();
        if (_file.Position >= _options.SegmentBytes || Today != _day)
        {
            Rotate();
        }

        _texts.Fill(entries);
        _lines.ResetWrittenCount();
        var hash = Convert.FromHexString(_anchor.Hash);
        var number = _anchor.Entries;
        for (var i = 0; i < entries.Count; i++)
        {
            hash = LogLine.Write(_texts[i].Span, ++number, hash, _lines);
        }

        var end = _file.Position;
        try
        {
            Append(_lines.WrittenSpan);
            Anchor(_anchor with { Entries = number, Hash = DecisionChain.Shown(hash) });
        }
        catch
        {
            // A disk that was full may have taken some of the lines: they come again with the next try, and must not stand there twice.
            _file.SetLength(end);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _anchorFile.Dispose();
        _lock.Dispose();
    }

    private void Rotate()
    {
        _file.Dispose();
        File.Move(_path, LogSegment.PathOf(_path, _anchor.Segment));
        Begin();
        RemoveOld();
    }

    private void Begin()
    {
        var now = _time.GetUtcNow();
        var line = new SegmentHead(_anchor.Segment + 1, _anchor.Hash, now).Line(_anchor.Entries);
        _file = Private(_path, FileShare.ReadWrite);
        _file.SetLength(0);
        Append(Encoding.UTF8.GetBytes(line.Whole + "\n"));
        Anchor(_anchor with { Segment = _anchor.Segment + 1, Hash = line.Hash });
        _day = DateOnly.FromDateTime(now.UtcDateTime);
    }

    /// <summary>Where a segment begins that is not there yet; null where the one before it is not there either, or ends too early.</summary>
    private static LogAnchor? AfterOrNull(string path, LogAnchor anchor)
    {
        if (anchor.Segment == 0)
        {
            return anchor;
        }

        var before = LogSegment.PathOf(path, anchor.Segment);
        return File.Exists(before) && LogLines.Last(before).Line is { } text && LogLine.ParseOrNull(text) is { } last && anchor.IsFollowedBy(last, LogLines.Read(before))
            ? anchor with { Entries = last.Number, Hash = last.Hash }
            : null;
    }

    /// <summary>Whole segments whose last entry is old enough; the anchor knows first, so that what is removed is never taken for missing.</summary>
    private void RemoveOld()
    {
        if (_options.Keep is not { } keep)
        {
            return;
        }

        foreach (var segment in LogSegment.List(_path).Where(static segment => segment.Number is not null))
        {
            if (LogLines.Last(segment.Path).Line is not { } text || LogLine.ParseOrNull(text) is not { } last || IsYoung(last, keep))
            {
                return;
            }

            Anchor(_anchor with { First = segment.Number!.Value + 1 });
            File.Delete(segment.Path);
        }
    }

    private bool IsYoung(LogLine last, TimeSpan keep) =>
        (SegmentHead.ParseOrNull(last)?.Begun ?? last.Read().Time) >= _time.GetUtcNow() - keep;

    private void Append(ReadOnlySpan<byte> lines)
    {
        _file.Write(lines);
        _file.Flush(flushToDisk: true);
    }

    private void Anchor(LogAnchor anchor)
    {
        anchor.Write(_anchorFile);
        _anchor = anchor;
    }

    private static FileStream Private(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static StoreException Cut(string path) =>
        new($"the end of `{path}` is missing or changed: look at it with `catalog log verify --log-file`, then move the log away or name another file");
}
