using System.Text;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Cli.Importing;

/// <summary>Reads a file of tool definitions, a JSON line each, also compressed with gzip. The whole file is read before anything is stored.</summary>
internal sealed class ImportFile
{
    private const int MostProblems = 20;

    private readonly Dictionary<ServerKey, Group> _groups = [];
    private readonly List<string> _problems = [];

    /// <summary>The servers of a file, in the order in which they come first.</summary>
    /// <param name="source">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CommandFailedException">Some lines are wrong; they are named.</exception>
    public static async Task<IReadOnlyList<ImportedServer>> ReadAsync(ImportSource source, CancellationToken cancellationToken)
    {
        var file = new ImportFile();
        await file.ReadLinesAsync(source, cancellationToken);
        return file._problems.Count == 0
            ? [.. file._groups.Select(static group => group.Value.Complete(group.Key))]
            : throw new CommandFailedException($"`{source.Name}` is not stored, for some lines are wrong:\n  {string.Join("\n  ", file._problems)}", ExitCodes.No);
    }

    private async Task ReadLinesAsync(ImportSource source, CancellationToken cancellationToken)
    {
        for (var number = 1; _problems.Count < MostProblems; number++)
        {
            try
            {
                if (await source.ReadOrNullAsync(cancellationToken) is not { } line)
                {
                    return;
                }

                if (!string.IsNullOrWhiteSpace(line))
                {
                    Take(line);
                }
            }
            catch (JsonException e)
            {
                _problems.Add($"line {number}: {e.Message}");
            }
            catch (DecoderFallbackException)
            {
                _problems.Add($"line {number} or after: not UTF-8");
                return;
            }
        }

        _problems.Add("and perhaps more");
    }

    private void Take(string line)
    {
        var tool = ToolDefinitionJson.Parse(line);
        if (string.IsNullOrWhiteSpace(tool.Server))
        {
            throw new JsonException("`server` is missing");
        }

        var isKey = ServerKey.TryParse(tool.Server, out var key);
        if (!isKey && !ServerKey.TryParse($"import:{(string.IsNullOrWhiteSpace(tool.Repo) ? "-" : tool.Repo)}/{tool.Server}", out key))
        {
            throw new JsonException("`server` or `repo` holds a control character or is too long");
        }

        if (!_groups.TryGetValue(key!, out var group))
        {
            group = new Group(isKey ? null : tool.Server, SourceOf(line));
            _groups.Add(key!, group);
        }

        if (!group.TryAdd(tool with { Id = null }))
        {
            throw new JsonException($"`{key}` names the tool `{tool.Tool}` twice");
        }
    }

    /// <summary>The address of the artefact, where the row tells it in words: the first of them.</summary>
    private static string? SourceOf(string line)
    {
        using var row = JsonDocument.Parse(line);
        return row.RootElement.TryGetProperty("source", out var source) && source.ValueKind == JsonValueKind.String
            ? source.GetString()!.Split(' ', 2)[0]
            : null;
    }

    private sealed class Group(string? title, string? source)
    {
        private readonly List<ToolDefinition> _tools = [];
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);

        public bool TryAdd(ToolDefinition tool)
        {
            _tools.Add(tool);
            return _names.Add(tool.Tool);
        }

        /// <summary>A file that holds whole servers says the siblings of each tool by that.</summary>
        public ImportedServer Complete(ServerKey key)
        {
            var names = _tools.ConvertAll(static tool => tool.Tool);
            return new ImportedServer(
                key,
                title,
                source,
                _tools.ConvertAll(tool => tool.Siblings is null ? tool with { Siblings = [.. names.Where(name => name != tool.Tool)] } : tool));
        }
    }
}
