using Catalog.Core.Caching;
using Catalog.Core.Tools;

namespace Catalog.Cli.Importing;

/// <summary>Reads lines, and those that differ from an earlier one in nothing but the server without parsing them again: a quarter of real tools are offered by several servers. Any thread.</summary>
internal sealed class KnownRows
{
    // What is kept of a line of 1,300 bytes, the usual length, takes some 3,500: the parsed schema and its index, texts in two bytes a character.
    private const int MostEntries = 1 << 15;
    private const long MostBytes = 96 << 20;
    private const int Whole = 700;

    private readonly RecentValues<Kept> _known = new(MostEntries, MostBytes, static kept => Whole + (2 * kept.Bytes));
    private readonly SeenKeys _once = new();
    private readonly SeenKeys _again = new();

    /// <summary>What a line says.</summary>
    /// <param name="line">The line, in UTF-8 that is valid.</param>
    /// <param name="head">How the line begins.</param>
    /// <param name="isFirst">Whether the file is read for the first time: what is kept is what stands in it again.</param>
    /// <exception cref="System.Text.Json.JsonException">The line is no definition; the message says why.</exception>
    public KnownRow Read(ReadOnlySpan<byte> line, RowHead head, bool isFirst)
    {
        if (head.Length == 0)
        {
            return new KnownRow(ToolDefinitionJson.Parse(line));
        }

        var key = ContentKey.Of(line[head.Length..]);
        if (_known.FindOrNull(key) is { } kept)
        {
            return kept.Row;
        }

        var row = new KnownRow(ToolDefinitionJson.Parse(line, out var isPlain));
        var stands = isFirst ? StandsAgain(key) : _again.Contains(key);
        if (stands && isPlain)
        {
            _known.Keep(key, new Kept(row, line.Length));
        }

        return row;
    }

    private bool StandsAgain(ContentKey key)
    {
        var stands = _once.Add(key);
        if (stands)
        {
            _again.Add(key);
        }

        return stands;
    }

    private sealed record Kept(KnownRow Row, int Bytes);
}
