using System.Text.Json;
using System.Text.RegularExpressions;

namespace Catalog.ServiceDoubles.GitHub;

/// <summary>Reads the queries of the graph interface: one operation, named fragments, aliases, arguments, variables. What it cannot read is refused, as the real one refuses it.</summary>
public sealed partial class GraphQuery
{
    private readonly List<string> _tokens;
    private readonly JsonElement _variables;
    private readonly Dictionary<string, List<GraphSelection>> _fragments = new(StringComparer.Ordinal);
    private int _at;

    private GraphQuery(string text, JsonElement variables)
    {
        _tokens = [.. Token().Matches(text).Select(static m => m.Value)];
        _variables = variables;
    }

    /// <summary>Reads a query.</summary>
    /// <exception cref="FormatException">It is none; the message says at which word.</exception>
    public static IReadOnlyList<GraphSelection> Parse(string text, JsonElement variables)
    {
        var query = new GraphQuery(text, variables);

        // Fragments may stand behind their use.
        for (var start = 0; start < query._tokens.Count; start++)
        {
            if (query._tokens[start] == "fragment")
            {
                query._at = start + 4;
                query._fragments[query._tokens[start + 1]] = query.Selections();
            }
        }

        query._at = query._tokens.IndexOf("query");
        return query._at < 0 ? throw new FormatException("it has no `query`") : query.Operation();
    }

    private List<GraphSelection> Operation()
    {
        while (Peek() != "{")
        {
            if (Next() == "(")
            {
                while (Next() != ")")
                {
                }
            }
        }

        return Selections();
    }

    private List<GraphSelection> Selections()
    {
        Take("{");
        var found = new List<GraphSelection>();
        while (Peek() != "}")
        {
            if (Peek() == "...")
            {
                Next();
                if (Peek() == "on")
                {
                    Next();
                    var type = Next();
                    found.Add(new GraphSelection("", "... on " + type, new Dictionary<string, object?>(StringComparer.Ordinal), Selections()));
                }
                else
                {
                    found.AddRange(_fragments.GetValueOrDefault(Next()) ?? throw new FormatException("a fragment is not defined"));
                }

                continue;
            }

            var name = Next();
            var alias = name;
            if (Peek() == ":")
            {
                Next();
                name = Next();
            }

            var arguments = Peek() == "(" ? Arguments() : new Dictionary<string, object?>(StringComparer.Ordinal);
            found.Add(new GraphSelection(alias, name, arguments, Peek() == "{" ? Selections() : []));
        }

        Take("}");
        return found;
    }

    private Dictionary<string, object?> Arguments()
    {
        Take("(");
        var found = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (Peek() != ")")
        {
            var name = Next();
            Take(":");
            found[name] = Value();
        }

        Take(")");
        return found;
    }

    private object? Value()
    {
        var token = Next();
        if (token == "$")
        {
            var name = Next();
            return _variables.ValueKind == JsonValueKind.Object && _variables.TryGetProperty(name, out var value)
                ? value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(static v => v.GetString()!).ToList() : value.ToString()
                : throw new FormatException($"the variable `{name}` has no value");
        }

        return token.StartsWith('"') ? JsonSerializer.Deserialize<string>(token) : token;
    }

    private string Peek() => _at < _tokens.Count ? _tokens[_at] : throw new FormatException("it ends early");

    private string Next()
    {
        var token = Peek();
        _at++;
        return token;
    }

    private void Take(string token)
    {
        if (Next() != token)
        {
            throw new FormatException($"`{token}` is missing before `{Peek()}`");
        }
    }

    [GeneratedRegex("""\.\.\.|[{}():$!\[\]]|"(\\.|[^"\\])*"|[A-Za-z0-9_]+""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
