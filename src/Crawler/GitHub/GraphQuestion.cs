using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Catalog.Crawler.GitHub;

/// <summary>The one question that the graph interface is asked, and the reading of its answer. It names no connection, so that a hundred repositories cost one point.</summary>
internal static class GraphQuestion
{
    /// <summary>The files that tell whether a repository may hold a server.</summary>
    private static readonly string[] Manifests =
        ["package.json", "pyproject.toml", "requirements.txt", "setup.py", "go.mod", "Cargo.toml", "pom.xml", "build.gradle", "build.gradle.kts", "composer.json", "Gemfile", "mix.exs"];

    private const string Fields =
        "id nameWithOwner isArchived isDisabled description parent { nameWithOwner } licenseInfo { spdxId } defaultBranchRef { target { oid } } "
        + "root: object(expression: \"HEAD:\") { ... on Tree { entries { name oid type } } }";

    /// <summary>The body of the request: ids are asked as a list, names one by one; names travel as variables, never inside the query.</summary>
    public static string Write(IReadOnlyList<GitHubAsked> repositories, bool withManifests)
    {
        var query = new StringBuilder("query(");
        var variables = new JsonObject();
        var ids = new JsonArray();
        var body = new StringBuilder();
        for (var i = 0; i < repositories.Count; i++)
        {
            if (repositories[i].Id is { } id)
            {
                ids.Add(id);
                continue;
            }

            var slash = repositories[i].Name.IndexOf('/', StringComparison.Ordinal);
            query.Append(CultureInfo.InvariantCulture, $"$o{i}: String!, $n{i}: String!, ");
            variables[$"o{i}"] = repositories[i].Name[..Math.Max(0, slash)];
            variables[$"n{i}"] = repositories[i].Name[(slash + 1)..];
            body.Append(CultureInfo.InvariantCulture, $"r{i}: repository(owner: $o{i}, name: $n{i}) {{ ...state }} ");
        }

        if (ids.Count > 0)
        {
            query.Append("$ids: [ID!]!, ");
            variables["ids"] = ids;
            body.Append("nodes(ids: $ids) { ... on Repository { ...state } } ");
        }

        var manifests = withManifests ? string.Concat(Manifests.Select(static (name, i) => string.Create(CultureInfo.InvariantCulture, $" m{i}: object(expression: \"HEAD:{name}\") {{ ... on Blob {{ text }} }}"))) : "";
        query.Length -= 2;
        query.Append(") { ").Append(body).Append("} fragment state on Repository { ").Append(Fields).Append(manifests).Append(" }");
        return new JsonObject { ["query"] = query.ToString(), ["variables"] = variables }.ToJsonString();
    }

    /// <summary>Reads the answer. An error about one repository leaves the others as they are; one about the whole is a problem.</summary>
    public static GitHubLook Read(JsonElement answer, IReadOnlyList<GitHubAsked> repositories)
    {
        var errors = answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("errors", out var given) && given.ValueKind == JsonValueKind.Array ? given.EnumerateArray().ToList() : [];
        var whole = errors.Find(static e => Text(e, "type") != "NOT_FOUND" && Text(e, "type") != "FORBIDDEN");
        if (whole.ValueKind == JsonValueKind.Object)
        {
            return new GitHubLook { Problem = $"GitHub refuses the question: {Shown(Text(whole, "message"))}" };
        }

        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
        {
            return new GitHubLook { Problem = "GitHub answered with something else than an answer to the question" };
        }

        var nodes = data.TryGetProperty("nodes", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToList() : [];
        var states = new List<GitHubState?>(repositories.Count);
        var node = 0;
        for (var i = 0; i < repositories.Count; i++)
        {
            var one = repositories[i].Id is not null ? nodes.ElementAtOrDefault(node++) : data.TryGetProperty($"r{i}", out var named) ? named : default;
            states.Add(StateOrNull(one));
        }

        var areGone = errors.TrueForAll(static e => Text(e, "type") == "NOT_FOUND") && errors.Count >= states.Count(static state => state is null);
        return node == nodes.Count ? new GitHubLook { States = states, AreGone = areGone } : new GitHubLook { Problem = "GitHub answered about fewer repositories than it was asked about" };
    }

    /// <summary>True where the answer says that the quota is used up: this interface says so with status 200.</summary>
    public static bool IsLimited(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.EnumerateArray().Any(static e => Text(e, "type") == "RATE_LIMITED");

    private static GitHubState? StateOrNull(JsonElement repository)
    {
        if (Text(repository, "id") is not { } id || Text(repository, "nameWithOwner") is not { } name)
        {
            return null;
        }

        var manifests = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < Manifests.Length; i++)
        {
            if (Text(Member(repository, $"m{i}"), "text") is { } text)
            {
                manifests[Manifests[i]] = text;
            }
        }

        var entries = Member(Member(repository, "root"), "entries");
        return new GitHubState
        {
            Id = id,
            Name = name,
            Commit = Text(Member(Member(repository, "defaultBranchRef"), "target"), "oid"),
            Entries = entries.ValueKind == JsonValueKind.Array
                ? [.. entries.EnumerateArray().Select(static e => new GitHubEntry(Text(e, "name") ?? "", Text(e, "oid") ?? "", Text(e, "type") == "tree"))]
                : [],
            Manifests = manifests,
            IsArchived = Member(repository, "isArchived").ValueKind == JsonValueKind.True,
            Parent = Text(Member(repository, "parent"), "nameWithOwner"),
            License = Text(Member(repository, "licenseInfo"), "spdxId"),
            Description = Text(repository, "description"),
        };
    }

    private static JsonElement Member(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement parent, string name) => Member(parent, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static string Shown(string? message) => new([.. (message ?? "no reason is given").Where(static c => !char.IsControl(c)).Take(200)]);
}
