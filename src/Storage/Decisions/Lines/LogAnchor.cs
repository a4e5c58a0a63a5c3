using System.Text;
using System.Text.Json;
using Catalog.Core.Catalogs;

namespace Catalog.Storage.Decisions.Lines;

/// <summary>What a small file beside the log says of its ends, so that a tail that was cut off, or a segment that is gone, is missed.</summary>
/// <param name="Segment">The number of the file that grows.</param>
/// <param name="First">The number of the oldest that was kept.</param>
/// <param name="Entries">How many entries the log has had.</param>
/// <param name="Hash">The hash of its last line.</param>
internal sealed record LogAnchor(int Segment, int First, long Entries, string Hash)
{
    // Always written whole and at one place: a line of this length fits a sector of every disk.
    private const int Length = 256;

    public static string PathOf(string log) => log + ".anchor";

    /// <summary>The anchor of a log; null where it has none.</summary>
    /// <exception cref="StoreException">It is no anchor.</exception>
    public static LogAnchor? FindOrNull(string log)
    {
        var path = PathOf(log);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LogAnchor>(File.ReadAllText(path), JsonSerializerOptions.Web) ?? throw new JsonException("empty");
        }
        catch (JsonException damaged)
        {
            throw new StoreException($"`{path}` is damaged: check the log with `catalog log verify --log-file`, and move both away", damaged);
        }
    }

    /// <summary>Whether a line is the one that was the last when this was written.</summary>
    public bool Names(LogLine line) => line.Number == Entries && line.Hash == Hash;

    /// <summary>Whether a file ends with that line, or goes on from it: a crash may have come between the file and this.</summary>
    /// <param name="last">The last line of the file.</param>
    /// <param name="lines">Its lines, from its head on.</param>
    public bool IsFollowedBy(LogLine last, IEnumerable<string> lines) =>
        Names(last) || (last.Number >= Entries && lines.Select(LogLine.ParseOrNull).OfType<LogLine>().TakeWhile(line => line.Number <= Entries).Any(line => Names(line) || SegmentHead.ParseOrNull(line)?.Previous == Hash));

    public void Write(FileStream file)
    {
        var text = JsonSerializer.Serialize(this, JsonSerializerOptions.Web).PadRight(Length - 1) + "\n";
        RandomAccess.Write(file.SafeFileHandle, Encoding.ASCII.GetBytes(text), 0);
    }
}
