using System.Text;
using Catalog.Api.Shell;

namespace Catalog.Api.Policies;

/// <summary>A JSON text with its names, strings and other values told apart by colour. Its text is unchanged, so that it can be copied.</summary>
internal static class JsonMarkup
{
    public static Html Of(string json)
    {
        var parts = new List<Html>();
        var plain = new StringBuilder();
        for (var i = 0; i < json.Length;)
        {
            var (end, kind) = Token(json, i);
            if (kind is null)
            {
                plain.Append(json, i, end - i);
            }
            else
            {
                Flush(parts, plain);
                parts.Add(Html.Of($"""<span class="{kind}">{Html.Verbatim(json[i..end])}</span>"""));
            }

            i = end;
        }

        Flush(parts, plain);
        return Html.Join(parts);
    }

    private static void Flush(List<Html> parts, StringBuilder plain)
    {
        if (plain.Length > 0)
        {
            parts.Add(Html.Verbatim(plain.ToString()));
            plain.Clear();
        }
    }

    private static (int End, string? Kind) Token(string json, int start)
    {
        if (json[start] == '"')
        {
            var end = start + 1;
            while (end < json.Length && json[end] != '"')
            {
                end += json[end] == '\\' ? 2 : 1;
            }

            end = Math.Min(end + 1, json.Length);
            var after = end;
            while (after < json.Length && (json[after] is ' ' or '\n'))
            {
                after++;
            }

            return (end, after < json.Length && json[after] == ':' ? "j-name" : "j-string");
        }

        if (char.IsAsciiLetterOrDigit(json[start]) || json[start] == '-')
        {
            var end = start + 1;
            while (end < json.Length && (char.IsAsciiLetterOrDigit(json[end]) || json[end] is '.' or '+' or '-'))
            {
                end++;
            }

            return (end, "j-value");
        }

        return (start + 1, null);
    }
}
