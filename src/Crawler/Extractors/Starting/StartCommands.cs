using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Catalog.Crawler.Extractors.TypeScript.Modules;

namespace Catalog.Crawler.Extractors.Starting;

/// <summary>
/// The command lines that a folder's own files start its server with: the container file's last <c>CMD</c> and <c>ENTRYPOINT</c>, a bundle's manifest, client configurations, hosting files.
/// They say what runs where the package's manifest does not. Nothing is run, and nothing outside of the folder is looked at.
/// </summary>
internal static partial class StartCommands
{
    private const int MostWords = 60;
    private static readonly string[] Configurations = [".mcp.json", "mcp.json", ".vscode/mcp.json", ".cursor/mcp.json", "claude_desktop_config.json", "gemini-extension.json", "server.json"];

    /// <summary>The words of each command, the likeliest first; empty where there is none.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Read(SnapshotFiles files, string folder)
    {
        var commands = new List<IReadOnlyList<string>>();
        Add(Container(Text("Dockerfile") ?? Text("docker/Dockerfile") ?? Text("Containerfile")));
        Add(Bundle(Json("manifest.json")));
        foreach (var name in Configurations)
        {
            Leaves(Json(name), 0, Add);
        }

        Add(Words(Text("smithery.yaml") ?? Text("smithery.yml")));
        Add(Words(Text("Procfile")));
        return commands;

        void Add(IReadOnlyList<string> words)
        {
            if (words.Count > 0)
            {
                commands.Add([.. words.Take(MostWords)]);
            }
        }

        string? Text(string name) => files.ReadOrNull(At(folder, name), 128 * 1024) is { } content ? Encoding.UTF8.GetString(content) : null;

        JsonNode? Json(string name) => PackageFile.ParseOrNull(files.ReadOrNull(At(folder, name)));
    }

    /// <summary>The file of a folder that a word of a command names: as written, or without the folders that only a container has. Null where there is none.</summary>
    public static string? FileOrNull(SnapshotFiles files, string folder, string word)
    {
        var parts = word.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static p => p is not ("." or "${__dirname}")).ToList();
        if (parts.Count is 0 or > 20 || parts.Contains(".."))
        {
            return null;
        }

        for (var skip = 0; skip < parts.Count; skip++)
        {
            if (At(folder, string.Join('/', parts.Skip(skip))) is var path && files.Exists(path))
            {
                return path;
            }

            if (!word.StartsWith('/') && !word.StartsWith('$'))
            {
                return null;
            }
        }

        return null;
    }

    private static string At(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    /// <summary>What a container starts: the last <c>ENTRYPOINT</c> with the last <c>CMD</c>, in the form of a list or of a shell's line.</summary>
    private static List<string> Container(string? text)
    {
        var words = new List<string>();
        var lines = (text ?? "").Replace("\\\r\n", " ", StringComparison.Ordinal).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Select(static l => l.Trim()).ToList();

        // What earlier stages start is not in the image.
        var stage = lines[Math.Max(0, lines.FindLastIndex(static l => l.StartsWith("FROM ", StringComparison.OrdinalIgnoreCase)))..];
        foreach (var instruction in new[] { "ENTRYPOINT", "CMD" })
        {
            var last = stage.FindLast(l => l.StartsWith(instruction, StringComparison.OrdinalIgnoreCase) && l.Length > instruction.Length && (char.IsWhiteSpace(l[instruction.Length]) || l[instruction.Length] == '['));
            words.AddRange(last is null ? [] : Words(last[instruction.Length..]));
        }

        return words;
    }

    private static List<string> Bundle(JsonNode? manifest)
    {
        var server = PackageFile.Member(manifest, "server");
        var words = new List<string>();
        if (PackageFile.Text(PackageFile.Member(server, "entry_point")) is { } entry)
        {
            words.Add(entry);
        }

        words.AddRange(Arguments(PackageFile.Member(server, "mcp_config")));
        return words;
    }

    /// <summary>Every object with a <c>command</c> or <c>args</c>, wherever it stands.</summary>
    private static void Leaves(JsonNode? node, int depth, Action<IReadOnlyList<string>> add)
    {
        if (node is not JsonObject members || depth > 4)
        {
            return;
        }

        add(Arguments(members));
        foreach (var (_, member) in members)
        {
            Leaves(member, depth + 1, add);
        }
    }

    private static List<string> Arguments(JsonNode? server)
    {
        var words = new List<string>();
        if (PackageFile.Text(PackageFile.Member(server, "command")) is { } command)
        {
            words.AddRange(Words(command));
        }

        words.AddRange((PackageFile.Member(server, "args") as JsonArray ?? []).Select(PackageFile.Text).OfType<string>().Where(static a => a.Length < 300));
        return words;
    }

    private static List<string> Words(string? text) => text is null ? [] : [.. Word().Matches(text).Select(static m => m.Value).Where(static w => w.Length < 300)];

    [GeneratedRegex("""[^\s"'\[\],;`()]+""", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
