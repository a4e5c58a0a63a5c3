using System.Globalization;
using System.Text.Json.Nodes;
using Catalog.ServiceDoubles.Synthetic;

namespace Catalog.ServiceDoubles.Registries;

/// <summary>The list of an MCP registry, v0.1, over the same repositories: pages with a cursor, <c>updated_since</c>, and entries that say that they are deleted.</summary>
internal sealed class RegistryAnswers(SyntheticHub hub)
{
    /// <summary>One page.</summary>
    public JsonObject Page(string? cursor, string? since, int limit)
    {
        var from = since is null ? DateTimeOffset.MinValue : DateTimeOffset.Parse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var start = cursor is null ? 0 : int.Parse(cursor.AsSpan(2), CultureInfo.InvariantCulture);
        var all = hub.Repositories.Where(r => r.ToolCount > 0 && r.Created >= from).Skip(start).Take(limit + 1).ToList();
        var metadata = new JsonObject { ["count"] = Math.Min(limit, all.Count) };
        if (all.Count > limit)
        {
            metadata["nextCursor"] = $"c:{start + limit}";
        }

        return new JsonObject { ["servers"] = new JsonArray([.. all.Take(limit).Select(Entry)]), ["metadata"] = metadata };
    }

    private JsonObject Entry(SyntheticRepository repository)
    {
        var isDeleted = hub.FindByIdOrNull(repository.NodeId) is null;
        return new JsonObject
        {
            ["server"] = new JsonObject
            {
                ["name"] = $"io.github.{repository.Owner}/{repository.Name}",
                ["description"] = $"Number {repository.Index}",
                ["version"] = "1.0.0",
                ["repository"] = new JsonObject { ["url"] = $"https://github.com/{repository.FullName}", ["source"] = "github" },
            },
            ["_meta"] = new JsonObject
            {
                ["io.modelcontextprotocol.registry/official"] = new JsonObject
                {
                    ["status"] = isDeleted ? "deleted" : "active",
                    ["updatedAt"] = repository.Created.ToString("O", CultureInfo.InvariantCulture),
                    ["isLatest"] = true,
                },
            },
        };
    }
}
