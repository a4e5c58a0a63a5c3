namespace Catalog.Cli.Gateways;

/// <summary>The server id where the user names none.</summary>
internal static class ServerNames
{
    private static readonly string[] Runners = ["npx", "node", "uvx", "uv", "python", "python3", "bunx", "bun", "deno", "docker", "dnx", "dotnet", "pipx", "env", "sh", "bash", "cmd"];

    private static readonly string[] Scripts = [".js", ".mjs", ".cjs", ".ts", ".py", ".dll"];
    private static readonly string[] Idle = ["index", "main", "server", "cli", "app", "dist", "build", "out", "src", "bin", "lib"];

    /// <summary>The host of an address; or the program of a command, where that is a mere runner the first of its arguments that names something.</summary>
    public static string Of(Uri? upstream, IReadOnlyList<string> command)
    {
        if (upstream is not null)
        {
            return upstream.Host;
        }

        var words = command.Where(static word => !word.StartsWith('-')).ToList();
        var first = Path.GetFileNameWithoutExtension(words.Count > 0 ? words[0] : command[0]);
        var named = Runners.Contains(first, StringComparer.OrdinalIgnoreCase)
            ? words.Skip(1).FirstOrDefault(static word => word is not ("run" or "exec" or "tool" or "-m"))
            : null;
        var name = named is null ? first : Name(named);
        return name.Length is 0 or > 200 ? "upstream" : name;
    }

    private static string Name(string word)
    {
        if (Path.IsPathRooted(word) || Scripts.Contains(Path.GetExtension(word), StringComparer.OrdinalIgnoreCase))
        {
            // A script: the folder of its package says more than `dist/index.js`.
            var parts = word.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries).Select(static part => Path.GetFileNameWithoutExtension(part));
            return parts.LastOrDefault(static part => !Idle.Contains(part, StringComparer.OrdinalIgnoreCase)) ?? "";
        }

        // A package, perhaps with its version.
        var at = word.LastIndexOf('@');
        return at > 0 ? word[..at] : word;
    }
}
