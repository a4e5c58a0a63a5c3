using System.Text.RegularExpressions;

namespace Catalog.Crawler.GitHub;

/// <summary>
/// Tells from the topmost folder of a repository alone whether it may hold a server, so that the many which only talk of MCP are not downloaded. In doubt it may: a manifest
/// deeper inside is not seen from here.
/// </summary>
internal static partial class ManifestCheck
{
    private static readonly string[] Declared = ["server.json", "smithery.yaml", "smithery.yml", "glama.json", "mcp.json", "manifest.json"];
    private static readonly string[] OfManyProjects = [".sln", ".slnx", ".csproj", ".fsproj"];

    /// <summary>False where what it is made of is all in sight, and no library of MCP is among it.</summary>
    public static bool MayBeServer(GitHubState state) =>
        state.Entries.Any(static e => !e.IsFolder && (Declared.Contains(e.Name, StringComparer.OrdinalIgnoreCase) || OfManyProjects.Contains(Path.GetExtension(e.Name), StringComparer.OrdinalIgnoreCase)))
        || state.Manifests.Values.Any(static text => Library().IsMatch(text) || Workspaces().IsMatch(text))
        || state.Entries.Any(static e => e.IsFolder && Parts().IsMatch(e.Name))
        || (state.Manifests.Count == 0 && state.Entries.Any(static e => !e.IsFolder && Sources().IsMatch(e.Name)));

    /// <summary>The word by itself or at the border of a name: <c>@modelcontextprotocol/sdk</c>, <c>fastmcp</c>, <c>mcp-go</c>, <c>rmcp</c>, <c>spring-ai-starter-mcp-server</c>.</summary>
    [GeneratedRegex(@"(?<![a-z])r?mcp(?![a-z])|fastmcp|modelcontextprotocol|model-context-protocol|agents/mcp", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Library();

    [GeneratedRegex(@"""workspaces""|\[workspace\]|<modules>|tool\.uv\.workspace", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Workspaces();

    [GeneratedRegex(@"mcp|\A(servers?|packages|apps?|plugins?|integrations?|services?|tools?|backend|python|typescript|javascript|js|ts|node|go|golang|rust|crates|dotnet|csharp|java|php|ruby|elixir)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parts();

    [GeneratedRegex(@"\.(py|ts|mts|js|mjs|cjs|go|rs|cs|java|kt|rb|php|exs?)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sources();
}
