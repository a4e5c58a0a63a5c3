using System.Text.Json;

namespace Catalog.Storage.Decisions.Lines;

/// <summary>The first line of a segment.</summary>
/// <param name="Segment">Its number, from 1.</param>
/// <param name="Previous">The hash of the last line of the segment before it; zeros for the first.</param>
/// <param name="Begun">When it was begun, in UTC.</param>
internal sealed record SegmentHead(int Segment, string Previous, DateTimeOffset Begun)
{
    public static SegmentHead? ParseOrNull(LogLine line)
    {
        try
        {
            return JsonSerializer.Deserialize<SegmentHead>(line.Entry, JsonSerializerOptions.Web) is { Segment: > 0, Previous.Length: 2 * DecisionChain.Length } head
                && head.Previous.All(char.IsAsciiHexDigitLower)
                ? head
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public LogLine Line(long entries) => LogLine.Of(JsonSerializer.Serialize(this, JsonSerializerOptions.Web), entries, Convert.FromHexString(Previous));
}
