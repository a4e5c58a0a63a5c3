using System.Text.Json.Nodes;

namespace Catalog.Cli.Clients;

/// <summary>The clients whose configuration can be written.</summary>
internal static class ClientFormats
{
    private static readonly Func<string, string> Braces = static name => $"${{{name}}}";
    private static readonly Func<string, string> EnvBraces = static name => $"${{env:{name}}}";

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<ClientFormat> All { get; } =
    [
        new()
        {
            Id = "claude",
            Title = "Claude Code",
            UserFile = static home => Path.Combine(home.Home, ".claude.json"),
            ProjectFile = ".mcp.json",
            Variable = Braces,
            Remote = static entry => new JsonObject { ["type"] = "http", ["url"] = entry.Url.AbsoluteUri },
            Next = "Start a new session; servers of a project have to be approved there",
        },
        new()
        {
            Id = "claude-desktop",
            Title = "Claude Desktop",
            UserFile = static home => Path.Combine(home.Settings, "Claude", "claude_desktop_config.json"),
            Next = "Quit it and start it again",
        },
        new()
        {
            Id = "cursor",
            Title = "Cursor",
            UserFile = static home => Path.Combine(home.Home, ".cursor", "mcp.json"),
            ProjectFile = ".cursor/mcp.json",
            Variable = EnvBraces,
            Remote = static entry => new JsonObject { ["url"] = entry.Url.AbsoluteUri },
        },
        new()
        {
            Id = ClientFormat.VsCodeId,
            Title = "VS Code",
            UserFile = static home => Path.Combine(home.Settings, "Code", "User", "mcp.json"),
            ProjectFile = ".vscode/mcp.json",
            Container = "servers",
            Variable = static input => $"${{input:{input}}}",
            Remote = static entry => new JsonObject { ["type"] = "http", ["url"] = entry.Url.AbsoluteUri },
            Next = "Start the server from the file, or reload the window; it asks for the token once",
        },
        new()
        {
            Id = "codex",
            Title = "Codex",
            UserFile = static home => Path.Combine(home.Home, ".codex", "config.toml"),
            IsToml = true,
            Next = "Start a new session",
        },
        new()
        {
            Id = "windsurf",
            Title = "Windsurf",
            UserFile = static home => Path.Combine(home.Home, ".codeium", "windsurf", "mcp_config.json"),
            Variable = EnvBraces,
            Remote = static entry => new JsonObject { ["serverUrl"] = entry.Url.AbsoluteUri },
        },
        new()
        {
            Id = "gemini",
            Title = "Gemini CLI",
            UserFile = static home => Path.Combine(home.Home, ".gemini", "settings.json"),
            ProjectFile = ".gemini/settings.json",
            Variable = Braces,
            Remote = static entry => new JsonObject { ["httpUrl"] = entry.Url.AbsoluteUri },
        },
        new()
        {
            Id = "cline",
            Title = "Cline",
            UserFile = static home => Path.Combine(home.Settings, "Code", "User", "globalStorage", "saoudrizwan.claude-dev", "settings", "cline_mcp_settings.json"),
            Remote = static entry => new JsonObject { ["type"] = "streamableHttp", ["url"] = entry.Url.AbsoluteUri },
        },
        new()
        {
            Id = "roo",
            Title = "Roo Code",
            UserFile = static home => Path.Combine(home.Settings, "Code", "User", "globalStorage", "rooveterinaryinc.roo-cline", "settings", "mcp_settings.json"),
            ProjectFile = ".roo/mcp.json",
            Variable = EnvBraces,
            Remote = static entry => new JsonObject { ["type"] = "streamable-http", ["url"] = entry.Url.AbsoluteUri },
        },
        new()
        {
            Id = "zed",
            Title = "Zed",
            UserFile = static home => Path.Combine(OperatingSystem.IsWindows() ? home.Settings : home.DotConfig, "zed", "settings.json"),
            ProjectFile = ".zed/settings.json",
            Container = "context_servers",
            Remote = static entry => new JsonObject { ["url"] = entry.Url.AbsoluteUri },
        },
        new()
        {
            Id = "opencode",
            Title = "OpenCode",
            UserFile = static home => Path.Combine(home.DotConfig, "opencode", "opencode.json"),
            ProjectFile = "opencode.json",
            Container = "mcp",
            Variable = static name => $"{{env:{name}}}",
            Remote = static entry => new JsonObject { ["type"] = "remote", ["url"] = entry.Url.AbsoluteUri, ["enabled"] = true },
            Bridge = static entry => new JsonObject { ["type"] = "local", ["command"] = new JsonArray([entry.Program, .. entry.BridgeArguments.Select(static a => (JsonNode)a)]), ["enabled"] = true },
        },
        new()
        {
            Id = "kiro",
            Title = "Kiro",
            UserFile = static home => Path.Combine(home.Home, ".kiro", "settings", "mcp.json"),
            ProjectFile = ".kiro/settings/mcp.json",
            Variable = Braces,
            Remote = static entry => new JsonObject { ["url"] = entry.Url.AbsoluteUri },
        },
        new()
        {
            Id = "lmstudio",
            Title = "LM Studio",
            UserFile = static home => Path.Combine(home.Home, ".lmstudio", "mcp.json"),
            Remote = static entry => new JsonObject { ["url"] = entry.Url.AbsoluteUri },
        },
    ];
}
