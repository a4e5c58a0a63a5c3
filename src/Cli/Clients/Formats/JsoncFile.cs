using System.Text.Json;
using System.Text.Json.Nodes;

namespace Catalog.Cli.Clients.Formats;

/// <summary>Sets one member in a text of JSON with comments and leaves every other byte as it is: comments, order, spelling, trailing commas.</summary>
internal sealed class JsoncFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _line;
    private string _text;

    private JsoncFile(string text)
    {
        _text = text;
        _line = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
    }

    /// <summary>Sets members, one after the other.</summary>
    /// <param name="text">The file; empty for a new one.</param>
    /// <param name="members">Where each stands, from the root, and its value.</param>
    public static FileChange Set(string text, params (IReadOnlyList<string> Path, JsonNode Value)[] members)
    {
        var file = new JsoncFile(text.Trim('\uFEFF', ' ', '\t', '\r', '\n').Length == 0 ? "{}\n" : text);
        foreach (var (path, value) in members)
        {
            if (file.SetOneOrWhyNot(path, value) is { } problem)
            {
                return FileChange.Refused(problem);
            }
        }

        return FileChange.To(file._text);
    }

    /// <summary>Adds an object to a list, unless one of the same <c>id</c> stands there.</summary>
    public static FileChange Append(string text, string list, JsonObject item)
    {
        var file = new JsoncFile(text);
        if (file.ScanOrNull(out var problem) is not { } root)
        {
            return FileChange.Refused(problem!);
        }

        if (root.FindOrNull(list) is not { } member)
        {
            return Set(text, ([list], new JsonArray(item)));
        }

        if (text[member.Value.Start] != '[')
        {
            return FileChange.Refused($"`{list}` is no list there");
        }

        var items = JsoncScanner.Items(text, member.Value.Start);
        if (items.Any(i => Is(text[i.Start..i.End], "id", (string)item["id"]!)))
        {
            return FileChange.To(text);
        }

        file.Insert(member.Value, items, "", item);
        return FileChange.To(file._text);
    }

    private string? SetOneOrWhyNot(IReadOnlyList<string> path, JsonNode value)
    {
        if (ScanOrNull(out var problem) is not { } inside)
        {
            return problem;
        }

        for (var depth = 0; ; depth++)
        {
            var member = inside.FindOrNull(path[depth]);
            if (member is null)
            {
                // What is missing on the way is made with it.
                var whole = value.DeepClone();
                foreach (var name in path.Skip(depth + 1).Reverse())
                {
                    whole = new JsonObject { [name] = whole };
                }

                Insert(inside.Span, inside.Members.Select(static m => m.Whole).ToList(), JsonSerializer.Serialize(path[depth], Written) + ": ", whole);
                return null;
            }

            if (depth == path.Count - 1)
            {
                Replace(member, value);
                return null;
            }

            if (_text[member.Value.Start] != '{')
            {
                return $"`{path[depth]}` is no object there";
            }

            inside = JsoncScanner.Object(_text, member.Value.Start);
            if (inside.Twice is { } twice)
            {
                return $"`{twice}` is there twice";
            }
        }
    }

    private JsoncObject? ScanOrNull(out string? problem) => RootOrNull(_text, out problem);

    /// <summary>Whether a text is an object whose member is this text.</summary>
    public static bool Is(string item, string name, string value)
    {
        using var read = JsonDocument.Parse(item, Lenient);
        return read.RootElement.ValueKind == JsonValueKind.Object && read.RootElement.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && member.ValueEquals(value);
    }

    /// <summary>The object that a text is; null where it cannot be changed.</summary>
    /// <param name="text">The file.</param>
    /// <param name="problem">Why not; null where it can.</param>
    public static JsoncObject? RootOrNull(string text, out string? problem)
    {
        problem = null;
        try
        {
            using var whole = JsonDocument.Parse(text.TrimStart('\uFEFF'), Lenient);
            if (whole.RootElement.ValueKind != JsonValueKind.Object)
            {
                problem = "it is no JSON object";
                return null;
            }
        }
        catch (JsonException bad)
        {
            problem = $"it is not JSON (line {bad.LineNumber + 1})";
            return null;
        }

        var root = JsoncScanner.Object(text, JsoncScanner.Skip(text, 0));
        problem = root.Twice is { } twice ? $"`{twice}` is there twice" : null;
        return problem is null ? root : null;
    }

    private void Replace(JsoncMember member, JsonNode value)
    {
        var (start, end) = (member.Value.Start, member.Value.End);
        if (JsonNode.DeepEquals(JsonNode.Parse(_text[start..end], documentOptions: Lenient), value))
        {
            return;
        }

        _text = _text[..start] + Indented(value, IndentAt(member.Whole.Start)) + _text[end..];
    }

    private void Insert(JsoncSpan container, IReadOnlyList<JsoncSpan> there, string head, JsonNode value)
    {
        var outer = IndentAt(container.Start);
        if (there.Count == 0)
        {
            var inner = outer + UnitOf(outer);
            var comments = _text[(container.Start + 1)..(container.End - 1)].Trim();
            var kept = comments.Length == 0 ? "" : _line + inner + comments;
            _text = _text[..(container.Start + 1)] + kept + _line + inner + head + Indented(value, inner) + _line + outer + _text[(container.End - 1)..];
            return;
        }

        var last = there[^1];
        var indent = IndentAt(last.Start);
        var isOnOneLine = _text.LastIndexOf('\n', last.Start) < container.Start;
        var separator = isOnOneLine ? " " : _line + indent;
        var added = head + (isOnOneLine ? value.ToJsonString(new JsonSerializerOptions { Encoder = Written.Encoder }) : Indented(value, indent));
        var comma = JsoncScanner.CommaAfter(_text, last.End);
        // A comment on the line of the last one is about the last one.
        var behind = isOnOneLine ? comma + 1 ?? last.End : JsoncScanner.LineEnd(_text, comma + 1 ?? last.End);
        // Behind a comma that is there already the new one ends with one too, as its author likes it.
        _text = comma is not null
            ? _text[..behind] + separator + added + "," + _text[behind..]
            : _text[..last.End] + "," + _text[last.End..behind] + separator + added + _text[behind..];
    }

    private string Indented(JsonNode value, string indent)
    {
        var unit = UnitOf(indent);
        var lines = value.ToJsonString(Written).Split('\n').Select(static l => l.TrimEnd('\r')).ToList();
        return string.Join(_line, lines.Select((line, i) =>
        {
            var bare = line.TrimStart(' ');
            // The writer indents by two; the file may by four, or by tabs.
            return i == 0 ? bare : indent + string.Concat(Enumerable.Repeat(unit, (line.Length - bare.Length) / 2)) + bare;
        }));
    }

    private string UnitOf(string indent)
    {
        var first = _text.Split('\n').Select(static l => l[..(l.Length - l.TrimStart(' ', '\t').Length)]).FirstOrDefault(static l => l.Length > 0);
        return indent.StartsWith('\t') || first?.StartsWith('\t') == true ? "\t" : first is { Length: > 0 and <= 8 } ? first : "  ";
    }

    private string IndentAt(int position)
    {
        var line = _text.LastIndexOf('\n', Math.Max(0, position - 1)) + 1;
        var end = line;
        while (end < position && _text[end] is ' ' or '\t')
        {
            end++;
        }

        return _text[line..end];
    }
}
