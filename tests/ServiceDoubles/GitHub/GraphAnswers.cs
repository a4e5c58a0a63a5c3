using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.ServiceDoubles.Synthetic;

namespace Catalog.ServiceDoubles.GitHub;

/// <summary>Answers queries of the graph interface about repositories. A field that the real schema does not have is an error of the whole query; a repository that is not there is an error beside the rest.</summary>
internal sealed class GraphAnswers(SyntheticHub hub)
{
    /// <summary>Answers one query.</summary>
    /// <returns>The JSON of the reply.</returns>
    public JsonObject Answer(JsonElement request)
    {
        try
        {
            var variables = request.TryGetProperty("variables", out var given) ? given : default;
            var data = new JsonObject();
            var errors = new JsonArray();
            var nodes = 0;
            foreach (var selection in GraphQuery.Parse(request.GetProperty("query").GetString()!, variables))
            {
                data[selection.Alias] = Root(selection, errors, ref nodes);
            }

            return nodes > 100 ? Refused($"{nodes} nodes are asked for at once") : errors.Count == 0 ? new JsonObject { ["data"] = data } : new JsonObject { ["data"] = data, ["errors"] = errors };
        }
        catch (FormatException wrong)
        {
            return Refused(wrong.Message);
        }
    }

    private JsonNode? Root(GraphSelection selection, JsonArray errors, ref int nodes)
    {
        switch (selection.Name)
        {
            case "rateLimit":
                return new JsonObject { ["cost"] = 1, ["remaining"] = 4999, ["resetAt"] = "2030-01-01T00:00:00Z" };
            case "nodes":
                var list = new JsonArray();
                foreach (var id in (List<string>)selection.Arguments["ids"]!)
                {
                    nodes++;
                    var found = hub.FindByIdOrNull(id);
                    if (found is null)
                    {
                        errors.Add(NotFound($"Could not resolve to a node with the global id of '{id}'", new JsonArray(selection.Alias, list.Count)));
                    }

                    list.Add(found is null ? null : Fields(selection.Children.Single(static c => c.Name == "... on Repository").Children, found));
                }

                return list;
            case "repository":
                nodes++;
                var name = $"{selection.Arguments["owner"]}/{selection.Arguments["name"]}";
                if (hub.FindOrNull(name) is { } named)
                {
                    return Fields(selection.Children, named);
                }

                errors.Add(NotFound($"Could not resolve to a Repository with the name '{name}'.", new JsonArray(selection.Alias)));
                return null;
            default:
                throw new FormatException($"Field '{selection.Name}' doesn't exist on type 'Query'");
        }
    }

    private JsonObject Fields(IReadOnlyList<GraphSelection> selections, SyntheticRepository repository)
    {
        var state = hub.StateOf(repository);
        var answer = new JsonObject();
        foreach (var field in selections)
        {
            answer[field.Alias] = field.Name switch
            {
                "id" => repository.NodeId,
                "nameWithOwner" => hub.NameOf(repository),
                "isArchived" or "isFork" or "isDisabled" or "isPrivate" => false,
                "stargazerCount" => repository.Stars,
                "parent" => null,
                "licenseInfo" => new JsonObject { ["spdxId"] = "MIT" },
                "description" => $"Number {repository.Index}",
                "defaultBranchRef" => new JsonObject { ["name"] = "main", ["target"] = new JsonObject { ["oid"] = state.Commit } },
                "object" => Object((string)field.Arguments["expression"]!, field, state),
                _ => throw new FormatException($"Field '{field.Name}' doesn't exist on type 'Repository'"),
            };
        }

        return answer;
    }

    private static JsonObject? Object(string expression, GraphSelection field, RepositoryState state)
    {
        var path = expression.StartsWith("HEAD:", StringComparison.Ordinal) ? expression[5..] : throw new FormatException($"'{expression}' is not asked here");
        if (path.Length > 0)
        {
            return state.Texts.TryGetValue(path, out var text)
                ? new JsonObject { ["oid"] = SyntheticRepository.Oid(text), ["text"] = field.Children.Any(static c => c.Name == "... on Blob") ? text : null }
                : null;
        }

        return new JsonObject
        {
            ["oid"] = state.Tree,
            ["entries"] = new JsonArray([.. state.Entries.Select(static e => new JsonObject { ["name"] = e.Name, ["oid"] = e.Oid, ["type"] = e.IsFolder ? "tree" : "blob" })]),
        };
    }

    private static JsonObject NotFound(string message, JsonArray path) => new() { ["type"] = "NOT_FOUND", ["path"] = path, ["message"] = message };

    private static JsonObject Refused(string message) => new() { ["errors"] = new JsonArray(new JsonObject { ["message"] = message }) };
}
