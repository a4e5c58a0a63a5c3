namespace Catalog.Cli.Clients.Formats;

/// <summary>Takes one thing out of a text of JSON with comments and leaves every other byte as it is: what <see cref="JsoncFile"/> put in goes without a trace.</summary>
internal static class JsoncRemoval
{
    /// <summary>Takes a member away; the text as it is where it is not there.</summary>
    /// <param name="text">The file.</param>
    /// <param name="path">Where the member stands, from the root.</param>
    public static FileChange Member(string text, IReadOnlyList<string> path)
    {
        if (JsoncFile.RootOrNull(text, out var problem) is not { } inside)
        {
            return FileChange.Refused(problem!);
        }

        for (var depth = 0; ; depth++)
        {
            if (inside.FindOrNull(path[depth]) is not { } member)
            {
                return FileChange.To(text);
            }

            if (depth == path.Count - 1)
            {
                var members = inside.Members.Select(static m => m.Whole).ToList();
                return FileChange.To(Cut(text, inside.Span, members, members.IndexOf(member.Whole)));
            }

            if (text[member.Value.Start] != '{')
            {
                return FileChange.Refused($"`{path[depth]}` is no object there");
            }

            inside = JsoncScanner.Object(text, member.Value.Start);
            if (inside.Twice is { } twice)
            {
                return FileChange.Refused($"`{twice}` is there twice");
            }
        }
    }

    /// <summary>Takes the object of an <c>id</c> out of a list; the text as it is where there is no such list or object.</summary>
    public static FileChange Item(string text, string list, string id)
    {
        if (JsoncFile.RootOrNull(text, out var problem) is not { } root)
        {
            return FileChange.Refused(problem!);
        }

        if (root.FindOrNull(list) is not { } member || text[member.Value.Start] != '[')
        {
            return FileChange.To(text);
        }

        var items = JsoncScanner.Items(text, member.Value.Start);
        var at = items.ToList().FindIndex(item => JsoncFile.Is(text[item.Start..item.End], "id", id));
        return FileChange.To(at < 0 ? text : Cut(text, member.Value, items, at));
    }

    private static string Cut(string text, JsoncSpan container, IReadOnlyList<JsoncSpan> spans, int index)
    {
        var (start, end) = (spans[index].Start, spans[index].End);
        var isCommaOurs = JsoncScanner.CommaAfter(text, end) is not null;
        end = JsoncScanner.CommaAfter(text, end) + 1 ?? end;

        // The last one goes with the comma before it, unless it had one of its own.
        var before = !isCommaOurs && index > 0 ? JsoncScanner.CommaAfter(text, spans[index - 1].End) : null;
        var line = text.LastIndexOf('\n', start) + 1;
        var rest = Blank(text, end);
        if (Blank(text, line) == start && rest < text.Length && text[rest] == '\n')
        {
            (start, end) = (line, rest + 1);
        }
        else if (isCommaOurs)
        {
            end = Blank(text, end);
        }
        else if (before is { } comma && text[(comma + 1)..start].Trim(' ', '\t').Length == 0)
        {
            start = comma + 1;
        }

        var head = before is { } taken ? text[..taken] + text[(taken + 1)..start] : text[..start];
        var open = container.Start + 1;
        return string.IsNullOrWhiteSpace(head[open..]) && string.IsNullOrWhiteSpace(text[end..(container.End - 1)])
            ? head[..open] + text[(container.End - 1)..]
            : head + text[end..];
    }

    /// <summary>Where something stands again on a line, or the line ends.</summary>
    private static int Blank(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r')
        {
            at++;
        }

        return at;
    }
}
