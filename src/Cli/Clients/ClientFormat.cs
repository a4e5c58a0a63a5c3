using System.Text.Json.Nodes;
using Catalog.Cli.Clients.Formats;

namespace Catalog.Cli.Clients;

/// <summary>Where a client keeps its servers, and how it writes one.</summary>
internal sealed record ClientFormat
{
    /// <summary>What the user types.</summary>
    public required string Id { get; init; }

    /// <summary>The client's name for people.</summary>
    public required string Title { get; init; }

    /// <summary>Its configuration for all projects, from the user's home.</summary>
    public required Func<ClientHome, string> UserFile { get; init; }

    /// <summary>Its configuration in a project, from the project's folder; null where it has none.</summary>
    public string? ProjectFile { get; init; }

    /// <summary>The member that holds the servers; empty for TOML.</summary>
    public string Container { get; init; } = "mcpServers";

    /// <summary>How the client writes a variable's value into a header; null where it cannot, and is served through the bridge then.</summary>
    public Func<string, string>? Variable { get; init; }

    /// <summary>An entry by address; null where the client knows commands only.</summary>
    public Func<ClientEntry, JsonObject>? Remote { get; init; }

    /// <summary>An entry by command, for the bridge.</summary>
    public Func<ClientEntry, JsonObject> Bridge { get; init; } = static entry => new JsonObject { ["command"] = entry.Program, ["args"] = List(entry.BridgeArguments) };

    /// <summary>What the user does next.</summary>
    public string Next { get; init; } = "Restart it, or reload its servers";

    public bool IsToml { get; init; }

    /// <summary>Whether the client is served through the bridge.</summary>
    public bool NeedsBridge(ClientEntry entry) => !IsToml && (Remote is null || entry.TokenFile is not null || (entry.TokenVariable is not null && Variable is null));

    /// <summary>The configuration with the entry in it.</summary>
    public FileChange Change(string text, ClientEntry entry)
    {
        if (IsToml)
        {
            return TomlFile.Set(text, ["mcp_servers", entry.Name], [("url", entry.Url.AbsoluteUri), ("bearer_token_env_var", entry.TokenVariable)], ["command", "args"]);
        }

        if (NeedsBridge(entry))
        {
            return JsoncFile.Set(text, ([Container, entry.Name], Bridge(entry)));
        }

        var server = Remote!(entry);
        if (entry.TokenVariable is { } variable)
        {
            server["headers"] = new JsonObject { ["Authorization"] = "Bearer " + Variable!(Id == VsCodeId ? InputOf(entry.Name) : variable) };
        }

        var changed = JsoncFile.Set(text, ([Container, entry.Name], server));
        return Id == VsCodeId && entry.TokenVariable is not null && changed.Text is { } whole
            ? JsoncFile.Append(whole, "inputs", new JsonObject { ["id"] = InputOf(entry.Name), ["type"] = "promptString", ["description"] = $"Token of {entry.Name}", ["password"] = true })
            : changed;
    }

    /// <summary>The configuration without the entry of a name.</summary>
    public FileChange Remove(string text, string name)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return FileChange.To(text);
        }

        if (IsToml)
        {
            return TomlFile.Remove(text, ["mcp_servers", name]);
        }

        var removed = JsoncRemoval.Member(text, [Container, name]);
        return Id == VsCodeId && removed.Text is { } rest ? JsoncRemoval.Item(rest, "inputs", InputOf(name)) : removed;
    }

    /// <summary>The one client that asks its user for the token.</summary>
    public const string VsCodeId = "vscode";

    private static string InputOf(string name) => name + "-token";

    private static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(static t => (JsonNode)t)];
}
