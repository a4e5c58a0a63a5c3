using System.Text.Json;

namespace Catalog.Cli.Importing;

/// <summary>
/// The beginning of a line that names its server first, as <c>catalog export</c> and most others write it: <c>{"server":"…"</c> or <c>{"server":"…","repo":"…"</c>, without escapes. What stands behind it is the same
/// bytes for every server that offers the same tool.
/// </summary>
/// <param name="server">The name between its quotes.</param>
/// <param name="repo">The repository between its quotes.</param>
/// <param name="hasRepo">Whether the repository stands there.</param>
/// <param name="length">How many bytes the beginning has; without a repository less the quote that ends it, so that what is left tells of which kind it was.</param>
internal readonly ref struct RowHead(ReadOnlySpan<byte> server, ReadOnlySpan<byte> repo, bool hasRepo, int length)
{
    /// <summary>The name in UTF-8.</summary>
    public ReadOnlySpan<byte> Server { get; } = server;

    /// <summary>The repository in UTF-8; empty where it does not stand here.</summary>
    public ReadOnlySpan<byte> Repo { get; } = repo;

    /// <summary>Whether the repository is part of the beginning; else it may stand anywhere behind it.</summary>
    public bool HasRepo { get; } = hasRepo;

    /// <summary>How many bytes are not part of what is left; 0 where a line does not begin so, good as it may be.</summary>
    public int Length { get; } = length;

    /// <summary>Reads the beginning of a line.</summary>
    public static RowHead Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: false, state: default);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject || !IsMember(ref reader, "server"u8))
            {
                return default;
            }

            var server = reader.ValueSpan;
            var end = (int)reader.BytesConsumed;
            return IsMember(ref reader, "repo"u8) ? new RowHead(server, reader.ValueSpan, true, (int)reader.BytesConsumed) : new RowHead(server, default, false, end - 1);
        }
        catch (JsonException)
        {
            // Said by whoever reads the whole line.
            return default;
        }
    }

    private static bool IsMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName && !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(name)
        && reader.Read() && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped;
}
