using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Servers;

namespace Catalog.Cli.Importing;

/// <summary>
/// The servers of a file of definitions, a JSON line each. It is read twice: first all lines are looked at, so that nothing is stored of a file with a wrong one and it is known
/// where each server ends; then servers are given out as they become whole, and only those that are not yet are held.
/// </summary>
internal sealed class ImportFile
{
    private const int MostProblems = 20;

    private readonly ImportSource _source;
    private readonly ImportRows _rows;
    private readonly Dictionary<ServerKey, int> _left;

    private ImportFile(ImportSource source, ImportRows rows, Dictionary<ServerKey, int> left) => (_source, _rows, _left) = (source, rows, left);

    /// <summary>Looks at all lines.</summary>
    /// <param name="source">The file, at its beginning.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CommandFailedException">Some lines are wrong; they are named.</exception>
    public static async Task<ImportFile> CheckAsync(ImportSource source, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<ServerKey, int>();
        var marks = new HashSet<UInt128>();
        var problems = new List<string>();
        var rows = new ImportRows(source);
        await foreach (var row in rows.ReadAsync(isFirst: true, cancellationToken))
        {
            if (problems.Count == MostProblems)
            {
                problems.Add("and perhaps more");
                break;
            }

            if (row.Server is null)
            {
                problems.Add($"line {row.Number}: {row.Problem}");
            }
            else if (!marks.Add(row.Mark))
            {
                problems.Add($"line {row.Number}: `{row.Server.Key}` names the tool `{row.Known!.Tool.Tool}` twice");
            }
            else
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, row.Server.Key, out _)++;
            }
        }

        return problems.Count == 0
            ? new ImportFile(source, rows, counts)
            : throw new CommandFailedException($"`{source.Name}` is not stored, for some lines are wrong:\n  {string.Join("\n  ", problems)}", ExitCodes.No);
    }

    /// <summary>The servers, each as soon as its last line was read.</summary>
    /// <exception cref="CommandFailedException">The file is not what it was when it was looked at.</exception>
    public async IAsyncEnumerable<ImportedServer> ServersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _source.RewindAsync(cancellationToken);
        var open = new Dictionary<ServerKey, OpenServer>();
        await foreach (var row in _rows.ReadAsync(isFirst: false, cancellationToken))
        {
            if (row.Server is null || !_left.TryGetValue(row.Server.Key, out var left) || left == 0)
            {
                throw Changed();
            }

            var key = row.Server.Key;
            if (!open.TryGetValue(key, out var server))
            {
                open.Add(key, server = new OpenServer(row.Server.Title, SourceOf(row.Line), new List<(KnownRow, RowServer)>(left)));
            }

            server.Rows.Add((row.Known!, row.Server));
            _left[key] = left - 1;
            if (left == 1)
            {
                open.Remove(key);
                yield return new ImportedServer(key, server.Title, server.Source, server.Rows);
            }
        }

        if (open.Count > 0)
        {
            throw Changed();
        }
    }

    private CommandFailedException Changed() =>
        new($"`{_source.Name}` changed while it was read: what was stored of it stays, import it again", ExitCodes.No);

    /// <summary>The address of the artefact, where the row tells it in words: the first of them.</summary>
    private static string? SourceOf(ReadOnlyMemory<byte> line)
    {
        using var row = JsonDocument.Parse(line);
        return row.RootElement.TryGetProperty("source", out var source) && source.ValueKind == JsonValueKind.String
            ? source.GetString()!.Split(' ', 2)[0]
            : null;
    }

    /// <summary>A server of which lines are still to come.</summary>
    /// <param name="Title">Its name, where that is not its key.</param>
    /// <param name="Source">The address of its artefact; null for none.</param>
    /// <param name="Rows">Its tools so far, and how each names it.</param>
    private sealed record OpenServer(string? Title, string? Source, List<(KnownRow Row, RowServer Server)> Rows);
}
