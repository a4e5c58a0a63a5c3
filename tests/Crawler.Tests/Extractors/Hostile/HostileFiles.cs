using System.Text;

namespace Catalog.Crawler.Tests.Extractors.Hostile;

/// <summary>Makes the hostile files of a language: what is wrong is the same in all of them, how it is written comes from its row.</summary>
internal static class HostileFiles
{
    private const int Levels = 20_000;
    private const int Million = 1_000_000;

    public static IEnumerable<HostileFile> Of(HostileLanguage language)
    {
        var sound = language.Sound;
        foreach (var nest in language.Nests)
        {
            yield return new($"nest {nest[0].Trim()}", Text(sound + Assign(Repeat(nest[0], Levels) + "1" + Repeat(nest[1], Levels))));
        }

        foreach (var (kind, text) in language.Extras)
        {
            yield return new(kind, Text(sound + text));
        }

        yield return new("byte order mark", [.. Encoding.UTF8.Preamble, .. Text(sound)], IsReadable: true);
        yield return new("carriage returns", Text(sound.Replace("\n", "\r\n", StringComparison.Ordinal)), IsReadable: true);
        yield return new("bidirectional text", Text(sound + Comment("\u202e\u2066 level = \u2069 \u202c\u200f\u061c")), IsReadable: true);
        yield return new("long comment", Text(sound + Comment(new string('c', 3 * Million))), IsReadable: true);
        yield return new("long line of comments and text", Text(sound + Assign("\"" + new string('t', 3 * Million) + "\"")), IsReadable: true);
        yield return new("giant list", Text(sound + Assign("[" + Repeat("1,", 200_000) + "1]")));
        yield return new("giant sum", Text(sound + Assign(Repeat("\"a\" + ", 50_000) + "\"a\"")));
        yield return new("giant chain", Text(sound + Assign("a" + Repeat(".b(1)", 50_000))));
        yield return new("one line of many parts", Text(sound + Assign("[" + Repeat("[1],", 2 * Million) + "]")));
        yield return new("line beyond the cap", Text(sound + Assign("\"" + new string('x', 17 * Million) + "\"")));
        yield return new("an error on every line", Text(sound + Repeat("const = ) function {{ ]] <<>> @@ ### \n", 20_000)));
        yield return new("invalid UTF-8", [.. Text(sound), .. Enumerable.Range(0, 100_000).Select(static i => (byte)(0x80 + (i * 7919 % 0x80)))]);
        yield return new("random bytes", [.. Text(sound), .. Enumerable.Range(0, 200_000).Select(static i => (byte)((i * 7919) ^ (i >> 3)))]);
        yield return new("UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(sound)]);
        yield return new("UTF-16, big end first", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(sound)]);
        yield return new("NUL bytes", Text(sound.Replace(" ", "\0", StringComparison.Ordinal) + new string('\0', 100_000)));
        yield return new("homoglyphs", Text(sound.Replace('o', 'о').Replace('a', 'а') + sound));
        yield return new("combining marks", Text(sound + Assign("\"" + "a" + new string('\u0301', Million) + "\"")));
        yield return new("never ending text", Text(sound + Assign("\"" + Repeat("\\\\\\\"", 100_000))));
        yield return new("names that are all there is", Text(Repeat("sound ", 300_000)));
        yield return new("the sound part many times", Text(Repeat(sound, 2_000)));
        yield return new("empty", []);
        yield return new("white space", Text(new string('\n', 2 * Million) + sound));

        string Assign(string expression) => language.Assign.Replace("{0}", expression, StringComparison.Ordinal);
        string Comment(string text) => language.Comment.Replace("{0}", text, StringComparison.Ordinal) + "\n";
    }

    /// <summary>Contents that no manifest should have.</summary>
    public static IEnumerable<HostileFile> Manifests()
    {
        yield return new("empty", []);
        yield return new("NUL", [0]);
        yield return new("deep JSON", Text(Repeat("{\"a\":", 100_000) + "1" + Repeat("}", 100_000)));
        yield return new("deep list", Text(new string('[', 500_000)));
        yield return new("deep XML", Text(Repeat("<a>", 200_000)));
        yield return new("entities", Text("<!DOCTYPE p [<!ENTITY a \"aaaaaaaaaa\">" + string.Concat(Enumerable.Range(0, 30).Select(static i => $"<!ENTITY a{i} \"{Repeat(i == 0 ? "&a;" : $"&a{i - 1};", 10)}\">")) + "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><project><name>&a29;&f;</name></project>"));
        yield return new("doubled names", Text("{\"name\":\"a\",\"name\":{},\"bin\":\"a\",\"bin\":[[]],\"main\":1,\"main\":null}"));
        yield return new("wrong kinds", Text("{\"name\":[],\"version\":{},\"bin\":[1,{\"a\":[]}],\"main\":{},\"exports\":[[[]]],\"scripts\":[],\"tools\":{\"a\":1},\"server\":[],\"dependencies\":[],\"workspaces\":{\"packages\":1},\"compilerOptions\":[],\"extends\":\"./tsconfig.json\"}"));
        yield return new("ways out", Text("{\"name\":\"../../x\",\"manifest_version\":\"1\",\"server\":{\"entry_point\":\"../../../../etc/passwd\"},\"bin\":\"/etc/passwd\",\"main\":\"..\\\\..\\\\..\\\\etc\\\\passwd\",\"exports\":\"file:///etc/passwd\",\"module\":\"C:\\\\x\",\"workspaces\":[\"../../**\",\"/**\"]}"));
        yield return new("endless keys", Text("{" + string.Concat(Enumerable.Range(0, 50_000).Select(static i => $"\"k{i}\":\"v\",")) + "\"bin\":{" + string.Concat(Enumerable.Range(0, 20_000).Select(static i => $"\"b{i}\":\"index{i}.js\",")) + "\"z\":\"z\"}}"));
        yield return new("brackets of sections", Text(Repeat("[", 100_000) + "\n" + Repeat("a=", 100_000) + "\n[project]\nname=" + new string('"', 100_001)));
        yield return new("quotes", Text(Repeat("name = \"\"\"'''", 20_000)));
        yield return new("line", Text(new string('a', 900_000)));
        yield return new("surrogates", Text("{\"name\":\"\\ud800\",\"\\udfff\":\"\\ud800\\ud800\",\"description\":\"\\u0000\\u001b[31m\\u202e\",\"version\":1e999}"));
        yield return new("bytes", [.. Enumerable.Range(0, 100_000).Select(static i => (byte)(i * 7919))]);
        yield return new("requires itself", Text("module h\nrequire h v1\nreplace h => ./\nreplace h => ../../../..\n"));
    }

    public static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
