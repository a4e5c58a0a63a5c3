using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Catalog.Gateway.Aggregation;

/// <summary>
/// Which server an address of a resource belongs to. Addresses stay as servers wrote them, for they also stand inside results that are not
/// rewritten; so this table says whose each is: first what lists name, then templates that begin with fixed text, then what a server's own
/// results named, last templates of any text. Of two servers that name the same address the first by name keeps it.
/// </summary>
internal sealed class ResourceMap
{
    private const int MostLearnt = 10_000;
    private const int LongestTemplate = 2000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _learnt = new(StringComparer.Ordinal);
    private readonly Queue<string> _byAge = new();
    private IReadOnlyDictionary<string, (string Server, string Own)> _listed = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
    private IReadOnlyList<(int Fixed, Regex Shape, string Server)> _templates = [];

    public void Listed(IReadOnlyDictionary<string, (string Server, string Own)> resources) => Volatile.Write(ref _listed, resources);

    public void Templates(IReadOnlyDictionary<string, (string Server, string Own)> templates) => Volatile.Write(
        ref _templates,
        [
            .. templates.Where(static t => t.Key.Length <= LongestTemplate)
                .Select(static t => (Fixed: t.Key.IndexOf('{') is var at && at < 0 ? t.Key.Length : at, ShapeOf(t.Key), t.Value.Server))
                .OrderByDescending(static t => t.Fixed).ThenBy(static t => t.Server, StringComparer.Ordinal),
        ]);

    /// <summary>Notes the addresses that a server's result names.</summary>
    public void Learn(string server, ReadOnlyMemory<byte> answer)
    {
        if (answer.Span.IndexOf("\"uri\""u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(answer.Span, new JsonReaderOptions { MaxDepth = 512 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("uri"u8) && reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    Learn(server, reader.GetString()!);
                }
            }
        }
        catch (InvalidOperationException)
        {
            // Text that cannot be unescaped names no address that anybody could ask for.
            return;
        }
    }

    /// <summary>The server of an address; null where nothing says so.</summary>
    public string? ServerOrNull(string uri)
    {
        if (Volatile.Read(ref _listed).TryGetValue(uri, out var listed))
        {
            return listed.Server;
        }

        var templates = Volatile.Read(ref _templates);
        if (templates.FirstOrDefault(t => t.Fixed > 0 && t.Shape.IsMatch(uri)) is { Server: { } near })
        {
            return near;
        }

        lock (_gate)
        {
            if (_learnt.TryGetValue(uri, out var learnt))
            {
                return learnt;
            }
        }

        return templates.FirstOrDefault(t => t.Fixed == 0 && t.Shape.IsMatch(uri)).Server;
    }

    private void Learn(string server, string uri)
    {
        lock (_gate)
        {
            if (uri.Length <= LongestTemplate && _learnt.TryAdd(uri, server))
            {
                _byAge.Enqueue(uri);
                if (_byAge.Count > MostLearnt)
                {
                    _learnt.Remove(_byAge.Dequeue());
                }
            }
        }
    }

    // Every expression may stand for any text: who is asked in vain says so.
    private static Regex ShapeOf(string template)
    {
        var pattern = new StringBuilder("^");
        var at = 0;
        while (at < template.Length)
        {
            var open = template.IndexOf('{', at);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
            {
                break;
            }

            pattern.Append(Regex.Escape(template[at..open])).Append(".*");
            at = close + 1;
        }

        pattern.Append(Regex.Escape(template[at..])).Append('$');
        return new Regex(pattern.ToString(), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }
}
