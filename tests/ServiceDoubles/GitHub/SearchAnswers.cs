using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Catalog.ServiceDoubles.Synthetic;

namespace Catalog.ServiceDoubles.GitHub;

/// <summary>Answers searches: at most 1,000 results of any, 100 a page, with the qualifiers that the crawler uses. A qualifier that it does not know is refused.</summary>
internal sealed partial class SearchAnswers(SyntheticHub hub)
{
    private const int Shown = 1000;

    /// <summary>A page of repositories; null with a status where the search is refused.</summary>
    public (JsonObject? Page, int Status) Repositories(string query, int perPage, int page, bool isIncomplete)
    {
        if (Find(query) is not { } found)
        {
            return (null, 422);
        }

        var all = found.OrderByDescending(static r => r.Stars).ThenBy(static r => r.Index).ToList();
        return Page(all, perPage, page, isIncomplete, r => new JsonObject { ["node_id"] = r.NodeId, ["full_name"] = hub.NameOf(r), ["description"] = $"Number {r.Index}", ["stargazers_count"] = r.Stars });
    }

    /// <summary>A page of files whose text holds the quoted words.</summary>
    public (JsonObject? Page, int Status) Code(string query, int perPage, int page, bool isIncomplete)
    {
        string? file = null;
        string? words = null;
        var sizes = (From: 0L, To: long.MaxValue);
        foreach (Match term in Term().Matches(query))
        {
            switch (term.Value)
            {
                case ['"', ..]:
                    words = term.Value.Trim('"');
                    break;
                case var name when name.StartsWith("filename:", StringComparison.Ordinal):
                    file = name[9..];
                    break;
                case var size when size.StartsWith("size:", StringComparison.Ordinal):
                    sizes = Range(size[5..], static text => long.Parse(text, CultureInfo.InvariantCulture), 0, long.MaxValue);
                    break;
                default:
                    return (null, 422);
            }
        }

        if (file is null || words is null || query.Length > 256)
        {
            return (null, 422);
        }

        var found = hub.Repositories.Where(r => hub.FindByIdOrNull(r.NodeId) is not null
            && hub.StateOf(r).Texts.TryGetValue(file, out var text) && text.Contains(words, StringComparison.Ordinal) && text.Length >= sizes.From && text.Length <= sizes.To).ToList();
        return Page(found, perPage, page, isIncomplete, r => new JsonObject
        {
            ["path"] = file,
            ["repository"] = new JsonObject { ["node_id"] = r.NodeId, ["full_name"] = hub.NameOf(r), ["description"] = $"Number {r.Index}" },
        });
    }

    private IEnumerable<SyntheticRepository>? Find(string query)
    {
        var found = hub.Repositories.Where(r => hub.FindByIdOrNull(r.NodeId) is not null);
        var hasTerm = false;
        foreach (Match term in Term().Matches(query))
        {
            var text = term.Value;
            if (text == "topic:mcp-server")
            {
                hasTerm = true;
            }
            else if (text.StartsWith("topic:", StringComparison.Ordinal))
            {
                return [];
            }
            else if (text.StartsWith("created:", StringComparison.Ordinal))
            {
                var days = Range(text[8..], static t => DateTimeOffset.Parse(t, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

                // A day as an end means all of it, a moment means itself.
                var end = text.EndsWith('Z') || days.To == DateTimeOffset.MaxValue ? days.To : days.To.AddDays(1).AddTicks(-1);
                found = found.Where(r => r.Created >= days.From && r.Created <= end);
            }
            else if (text.StartsWith("stars:", StringComparison.Ordinal))
            {
                var stars = Range(text[6..], static t => int.Parse(t, CultureInfo.InvariantCulture), 0, int.MaxValue);
                found = found.Where(r => r.Stars >= stars.From && r.Stars <= stars.To);
            }
            else
            {
                return null;
            }
        }

        return hasTerm ? found : null;
    }

    private static (T From, T To) Range<T>(string text, Func<string, T> parse, T least, T most)
    {
        if (text.StartsWith(">=", StringComparison.Ordinal))
        {
            return (parse(text[2..]), most);
        }

        var dots = text.IndexOf("..", StringComparison.Ordinal);
        return dots < 0 ? (parse(text), parse(text)) : (text[..dots] == "*" ? least : parse(text[..dots]), text[(dots + 2)..] == "*" ? most : parse(text[(dots + 2)..]));
    }

    private static (JsonObject? Page, int Status) Page(List<SyntheticRepository> all, int perPage, int page, bool isIncomplete, Func<SyntheticRepository, JsonObject> show) =>
        perPage is < 1 or > 100 || page < 1 || perPage * (page - 1) >= Shown
            ? (null, 422)
            : (new JsonObject
            {
                ["total_count"] = isIncomplete ? all.Count / 2 : all.Count,
                ["incomplete_results"] = isIncomplete,
                ["items"] = new JsonArray([.. all.Take(Shown).Skip(perPage * (page - 1)).Take(isIncomplete ? perPage / 2 : perPage).Select(show)]),
            }, 200);

    [GeneratedRegex("\"[^\"]*\"|\\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Term();
}
