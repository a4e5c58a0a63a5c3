using System.Text;

namespace Catalog.Bench.ExtractionFuzz;

/// <summary>Changes the files of a case at random, the same way for the same seed: bytes, tokens, lines, nesting, repetition, and pieces of other files of the same kind.</summary>
internal sealed class Mutator(IReadOnlyList<FuzzCase> cases, Random random)
{
    private const int LongestFile = 4 * 1024 * 1024;

    /// <summary>Words that mean something to a reader of any of the languages, and values at the edges.</summary>
    private static readonly string[] Tokens =
    [
        "__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "self", "this", "super", "None", "null", "undefined", "NaN", "-1", "0", "1e309", "9999999999999999999999", "0x", "\\u0000",
        "\\ud800", "${", "}", "{", "[", "]", "(", ")", "=>", "->", "::", "...", "**", "*", "@", "#", "\"", "'", "`", "\"\"\"", "'''", "/*", "*/", "//", "--", ";", ",", ".", "?.", "??", "||", "&&", "=", "==", "+=", ":",
        "async ", "await ", "yield ", "lambda x: x", "function ", "class ", "extends ", "import ", "from ", "export * from './", "require('./", "for ", "while (true) ", "while True:\n", "if ", "else ", "return ", "def ",
        "func ", "fn ", "fun ", "val ", "var ", "let ", "const ", "static ", "public ", "impl ", "struct ", "module ", "do\n", "end\n", "begin\n", "register", "tools/list", "inputSchema", "name", "description", "tool",
        "\u202e", "\ufeff", "\u0000", "\u200b", "е", "\r", "\n", "\t", " ", "😀", "$ref", "\"$ref\": \"#\"", "#/properties/a", "http://127.0.0.1/", "file:///etc/passwd", "../../../..", "%00", "\\\\", "{}", "[]", "()", "...a, ...a",
    ];

    private static readonly (string Open, string Close)[] Nests =
    [
        ("[", "]"), ("(", ")"), ("{", "}"), ("{a:", "}"), ("f(", ")"), ("z.object({a:", "})"), ("[...", "]"), ("`${", "}`"), ("!", ""), ("-", ""), ("a => ", ""), ("lambda: ", ""), ("if (a) ", ""), ("not ", ""), ("a + (", ")"),
        ("<", ">"), ("Optional[", "]"), ("func() { ", " }"), ("do\n", "\nend"), ("%{a: ", "}"), ("vec![", "]"), ("array(", ")"), ("new A(", ")"), ("\"#{", "}\""), ("List<", ">"), ("{\"a\":", "}"), ("|x| ", ""),
    ];

    private readonly Dictionary<string, List<byte[]>> _byKind = cases
        .SelectMany(static c => c.Files)
        .GroupBy(static f => Path.GetExtension(f.Path), StringComparer.Ordinal)
        .ToDictionary(static g => g.Key, static g => g.Select(static f => f.Content).ToList(), StringComparer.Ordinal);

    /// <summary>A case with one to six changes.</summary>
    public FuzzCase Mutate(FuzzCase source)
    {
        var files = source.Files.ToList();
        for (var changes = 1 + random.Next(6); changes > 0; changes--)
        {
            var at = random.Next(files.Count);
            if (random.Next(40) == 0)
            {
                files = Rearrange(files, at);
                continue;
            }

            var content = Change(files[at].Content, Path.GetExtension(files[at].Path));
            files[at] = files[at] with { Content = content.Length > LongestFile ? content[..LongestFile] : content };
        }

        return source with { Files = files };
    }

    /// <summary>Files lost, doubled, swapped, or found under another name.</summary>
    private List<FuzzFile> Rearrange(List<FuzzFile> files, int at)
    {
        var other = random.Next(files.Count);
        switch (random.Next(4))
        {
            case 0 when files.Count > 1:
                files.RemoveAt(at);
                break;
            case 1:
                (files[at], files[other]) = (files[at] with { Content = files[other].Content }, files[other] with { Content = files[at].Content });
                break;
            case 2:
                var folder = Path.GetDirectoryName(files[at].Path);
                files.Add(files[at] with { Path = (string.IsNullOrEmpty(folder) ? "" : folder + "/") + "copy" + Path.GetExtension(files[at].Path) });
                break;
            default:
                files[at] = files[at] with { Content = [] };
                break;
        }

        return [.. files.DistinctBy(static f => f.Path, StringComparer.Ordinal)];
    }

    private byte[] Change(byte[] content, string kind)
    {
        var (from, to) = Range(content.Length);
        switch (random.Next(12))
        {
            case 0:
                var flipped = content.ToArray();
                for (var i = 1 + random.Next(8); i > 0 && flipped.Length > 0; i--)
                {
                    flipped[random.Next(flipped.Length)] = (byte)random.Next(256);
                }

                return flipped;
            case 1:
                return [.. content[..from], .. content[to..]];
            case 2:
                return [.. content[..to], .. content[from..]];
            case 3 or 4:
                return Insert(content, Boundary(content), Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
            case 5:
                return [.. content[..from], .. Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]), .. content[to..]];
            case 6:
                var others = _byKind[kind];
                var other = others[random.Next(others.Count)];
                var (first, last) = Range(other.Length);
                return Insert(content, Boundary(content), other[first..last]);
            case 7:
                return Nest(content, from, to);
            case 8:
                return Repeat(content, from, to);
            case 9:
                return SwapLines(content);
            case 10:
                return [.. content[..from]];
            default:
                return ReplaceWord(content);
        }
    }

    private byte[] Nest(byte[] content, int from, int to)
    {
        var (open, close) = Nests[random.Next(Nests.Length)];
        var times = 1 << random.Next(1, 15);
        return [.. content[..from], .. Times(Encoding.UTF8.GetBytes(open), times), .. content[from..to], .. Times(Encoding.UTF8.GetBytes(close), times), .. content[to..]];
    }

    private byte[] Repeat(byte[] content, int from, int to)
    {
        var piece = content[from..Math.Min(to, from + 400)];
        return Insert(content, to, Times(piece, 1 << random.Next(1, 11)));
    }

    private static byte[] Times(byte[] piece, int times)
    {
        times = Math.Min(times, LongestFile / Math.Max(1, piece.Length));
        var all = new byte[piece.Length * times];
        for (var i = 0; i < times; i++)
        {
            piece.CopyTo(all, i * piece.Length);
        }

        return all;
    }

    private byte[] SwapLines(byte[] content)
    {
        var lines = Encoding.Latin1.GetString(content).Split('\n');
        var (a, b) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[a], lines[b]) = (lines[b], lines[a]);
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    /// <summary>One word takes the place of another one of the same file: names come to mean themselves, and each other.</summary>
    private byte[] ReplaceWord(byte[] content)
    {
        var text = Encoding.Latin1.GetString(content);
        var words = text.Split([' ', '\n', '(', ')', '.', ',', ':', ';', '"', '\'', '{', '}', '[', ']', '='], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            return content;
        }

        var (old, now) = (words[random.Next(words.Length)], words[random.Next(words.Length)]);
        return Encoding.Latin1.GetBytes(random.Next(2) == 0 ? text.Replace(old, now, StringComparison.Ordinal) : text[..(text.IndexOf(old, StringComparison.Ordinal) + old.Length)] + now + text[(text.IndexOf(old, StringComparison.Ordinal) + old.Length)..]);
    }

    private static byte[] Insert(byte[] content, int at, byte[] piece) => [.. content[..at], .. piece, .. content[at..]];

    private (int From, int To) Range(int length)
    {
        var (a, b) = (random.Next(length + 1), random.Next(length + 1));
        return a < b ? (a, b) : (b, a);
    }

    /// <summary>A place between two words, most of the time.</summary>
    private int Boundary(byte[] content)
    {
        var at = random.Next(content.Length + 1);
        while (at < content.Length && char.IsAsciiLetterOrDigit((char)content[at]) && random.Next(16) != 0)
        {
            at++;
        }

        return at;
    }
}
