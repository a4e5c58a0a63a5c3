using System.Runtime.CompilerServices;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Cli.Importing;

/// <summary>
/// The servers of a file of definitions, a JSON line each. It is read twice: first all lines are looked at, so that nothing is stored of a file with a wrong one and it is known
/// where each server ends; then servers are given out as they become whole, and only those that are not yet are held.
/// </summary>
internal sealed class ImportFile
{
    private const int MostProblems = 20;

    private readonly ImportSource _source;
    private readonly Dictionary<ServerKey, int> _rows;

    private ImportFile(ImportSource source, Dictionary<ServerKey, int> rows) => (_source, _rows) = (source, rows);

    /// <summary>Looks at all lines.</summary>
    /// <param name="source">The file, at its beginning.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CommandFailedException">Some lines are wrong; they are named.</exception>
    public static async Task<ImportFile> CheckAsync(ImportSource source, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<ServerKey, int>();
        var marks = new HashSet<UInt128>();
        var problems = new List<string>();
        await foreach (var row in ImportRows.ReadAsync(source, marked: true, cancellationToken))
        {
            if (problems.Count == MostProblems)
            {
                problems.Add("and perhaps more");
                break;
            }

            if (row.Problem is not null)
            {
                problems.Add($"line {row.Number}: {row.Problem}");
            }
            else if (!marks.Add(row.Mark))
            {
                problems.Add($"line {row.Number}: `{row.Key}` names the tool `{row.Tool!.Tool}` twice");
            }
            else
            {
                counts[row.Key!] = counts.GetValueOrDefault(row.Key!) + 1;
            }
        }

        return problems.Count == 0
            ? new ImportFile(source, counts)
            : throw new CommandFailedException($"`{source.Name}` is not stored, for some lines are wrong:\n  {string.Join("\n  ", problems)}", ExitCodes.No);
    }

    /// <summary>The servers, each as soon as its last line was read.</summary>
    /// <exception cref="CommandFailedException">The file is not what it was when it was looked at.</exception>
    public async IAsyncEnumerable<ImportedServer> ServersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _source.RewindAsync(cancellationToken);
        var open = new Dictionary<ServerKey, OpenServer>();
        await foreach (var row in ImportRows.ReadAsync(_source, marked: false, cancellationToken))
        {
            if (row.Key is null || !_rows.TryGetValue(row.Key, out var left) || left == 0)
            {
                throw Changed();
            }

            if (!open.TryGetValue(row.Key, out var server))
            {
                open.Add(row.Key, server = new OpenServer(row.Title, SourceOf(row.Line), new List<ToolDefinition>(left)));
            }

            server.Tools.Add(row.Tool!);
            _rows[row.Key] = left - 1;
            if (left == 1)
            {
                open.Remove(row.Key);
                yield return Complete(row.Key, server);
            }
        }

        if (open.Count > 0)
        {
            throw Changed();
        }
    }

    private CommandFailedException Changed() =>
        new($"`{_source.Name}` changed while it was read: what was stored of it stays, import it again", ExitCodes.No);

    /// <summary>A file that holds whole servers says the siblings of each tool by that.</summary>
    private static ImportedServer Complete(ServerKey key, OpenServer server)
    {
        var names = server.Tools.ConvertAll(static tool => tool.Tool);
        for (var i = 0; i < server.Tools.Count; i++)
        {
            var tool = server.Tools[i];
            server.Tools[i] = tool.Siblings is null ? tool with { Siblings = new SiblingNames(names, i) } : tool;
        }

        return new ImportedServer(key, server.Title, server.Source, server.Tools);
    }

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
    /// <param name="Tools">Its tools so far.</param>
    private sealed record OpenServer(string? Title, string? Source, List<ToolDefinition> Tools);
}
