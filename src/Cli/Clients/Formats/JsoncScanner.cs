using System.Text.Json;

namespace Catalog.Cli.Clients.Formats;

/// <summary>Finds the pieces of a text that is known to be JSON with comments.</summary>
internal static class JsoncScanner
{
    /// <summary>The object that begins at a brace.</summary>
    public static JsoncObject Object(string text, int brace)
    {
        var members = new List<JsoncMember>();
        var at = Skip(text, brace + 1);
        while (text[at] != '}')
        {
            var end = Value(text, at);
            var name = JsonSerializer.Deserialize<string>(text[at..end])!;
            // Behind the name stands a colon.
            var value = Skip(text, Skip(text, end) + 1);
            var close = Value(text, value);
            members.Add(new JsoncMember(name, new JsoncSpan(at, close), new JsoncSpan(value, close)));
            at = Next(text, close);
        }

        return new JsoncObject(new JsoncSpan(brace, at + 1), members);
    }

    /// <summary>The items of the list that begins at a bracket.</summary>
    public static IReadOnlyList<JsoncSpan> Items(string text, int bracket)
    {
        var items = new List<JsoncSpan>();
        var at = Skip(text, bracket + 1);
        while (text[at] != ']')
        {
            var end = Value(text, at);
            items.Add(new JsoncSpan(at, end));
            at = Next(text, end);
        }

        return items;
    }

    /// <summary>The comma behind a value; null where there is none.</summary>
    public static int? CommaAfter(string text, int end)
    {
        var at = Skip(text, end);
        return at < text.Length && text[at] == ',' ? at : null;
    }

    /// <summary>The end of a line on which nothing but a comment follows; the place itself where something does.</summary>
    public static int LineEnd(string text, int at)
    {
        var next = Skip(text, at);
        var end = text.IndexOf('\n', at);
        if (end < 0 || next < end)
        {
            return at;
        }

        return end > at && text[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>Where the next thing begins that is neither white space nor a comment.</summary>
    public static int Skip(string text, int at)
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]) || text[at] == '\uFEFF')
            {
                at++;
            }
            else if (text[at] == '/' && text[at + 1] == '/')
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end + 1;
            }
            else if (text[at] == '/' && text[at + 1] == '*')
            {
                at = text.IndexOf("*/", at + 2, StringComparison.Ordinal) + 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static int Next(string text, int end) => CommaAfter(text, end) is { } comma ? Skip(text, comma + 1) : Skip(text, end);

    /// <summary>Just behind the value that begins here.</summary>
    private static int Value(string text, int at)
    {
        switch (text[at])
        {
            case '"':
                for (at++; text[at] != '"'; at++)
                {
                    at += text[at] == '\\' ? 1 : 0;
                }

                return at + 1;
            case '{':
                return Object(text, at).Span.End;
            case '[':
                var last = Items(text, at) is [.., var item] ? Next(text, item.End) : Skip(text, at + 1);
                return last + 1;
            default:
                while (at < text.Length && text[at] is not (',' or '}' or ']' or '/') && !char.IsWhiteSpace(text[at]))
                {
                    at++;
                }

                return at;
        }
    }
}
