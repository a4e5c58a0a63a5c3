using System.Security.Cryptography;
using System.Text;

namespace Catalog.ServiceDoubles.Synthetic;

/// <summary>A repository that never was, made from its number alone: the same number gives the same repository on every machine.</summary>
public sealed class SyntheticRepository
{
    private static readonly string[] Verbs = ["list", "get", "search", "create", "update", "delete", "send", "run", "export", "describe", "add", "remove", "fetch", "count", "archive", "publish"];
    private static readonly string[] Nouns = ["invoices", "issue", "notes", "record", "calendar_event", "message", "document", "contact", "ticket", "branch", "image", "query", "report", "device", "order", "comment", "page", "task", "user", "file"];
    private static readonly string[] Places = ["in the workspace", "of a project", "by its id", "from the team's archive", "with an optional filter", "for the signed-in account", "and returns the result as text"];
    private static readonly string[] Fields = ["id", "query", "name", "text", "folder", "since", "limit_to", "owner", "target", "format"];

    /// <summary>The repository with a number, from 0.</summary>
    /// <param name="index">The number.</param>
    /// <param name="isServer">False for one that only has the topic.</param>
    public SyntheticRepository(int index, bool isServer)
    {
        Index = index;
        var random = Random(0);
        Owner = $"owner-{index % 997}";
        Name = $"{Nouns[random.Next(Nouns.Length)].Replace('_', '-')}-{(isServer ? "mcp" : "agent")}-{index}";
        Stars = (int)Math.Min(90_000, Math.Pow(1 / (1 - random.NextDouble()), 1.1) - 1);
        Created = new DateTimeOffset(2024, 11, 25, 0, 0, 0, TimeSpan.Zero).AddSeconds(random.NextInt64(700L * 86_400));
        Language = !isServer ? SyntheticLanguage.None : random.Next(100) switch
        {
            < 48 => SyntheticLanguage.TypeScript,
            < 56 => SyntheticLanguage.JavaScript,
            < 92 => SyntheticLanguage.Python,
            < 97 => SyntheticLanguage.Go,
            _ => SyntheticLanguage.CSharp,
        };

        // Log-normal with a median of 7 and a mean of 14.
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        ToolCount = isServer ? (int)Math.Clamp(Math.Round(7 * Math.Exp(1.177 * normal)), 1, 400) : 0;
    }

    /// <summary>Its number.</summary>
    public int Index { get; }

    /// <summary>The name of its owner.</summary>
    public string Owner { get; }

    /// <summary>Its own name.</summary>
    public string Name { get; }

    /// <summary><c>owner/name</c>.</summary>
    public string FullName => $"{Owner}/{Name}";

    /// <summary>Its id, which a new name does not change.</summary>
    public string NodeId => $"R_{Index:x8}";

    /// <summary>How many like it.</summary>
    public int Stars { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>What it is written in.</summary>
    public SyntheticLanguage Language { get; }

    /// <summary>How many tools it has, 0 where it is no server.</summary>
    public int ToolCount { get; }

    /// <summary>Its tools at a version of its source: each version rewords one of them.</summary>
    public IReadOnlyList<SyntheticTool> Tools(int version)
    {
        var random = Random(1);
        var tools = new List<SyntheticTool>(ToolCount);
        for (var i = 0; i < ToolCount; i++)
        {
            var verb = Verbs[random.Next(Verbs.Length)];
            var noun = Nouns[random.Next(Nouns.Length)];
            var words = $"{char.ToUpperInvariant(verb[0])}{verb[1..]}s the {noun.Replace('_', ' ')} {Places[random.Next(Places.Length)]}, as the {Name[..Name.IndexOf('-', StringComparison.Ordinal)]} service number {Index} has it";
            var arguments = Enumerable.Range(0, 1 + random.Next(3)).Select(at => (Fields[(random.Next(3) + (at * 3)) % Fields.Length], $"what to {verb}, part {at + 1}")).DistinctBy(static a => a.Item1).ToList();
            tools.Add(new SyntheticTool($"{verb}_{noun}_{i}", version > 0 && i == version % ToolCount ? $"{words} (reworded in version {version})" : words, arguments));
        }

        return tools;
    }

    /// <summary>The id of a commit, a tree or a file: 40 hexadecimal digits of what it is made of.</summary>
#pragma warning disable CA5350 // the form of git's ids; nothing is protected by it
    public static string Oid(string of) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(of)));
#pragma warning restore CA5350

    /// <summary>A generator of its own for each purpose; the framework's generator with a seed gives the same numbers everywhere.</summary>
    private Random Random(int purpose) => new((Index * 7919) + (purpose * 104_729) + 17);
}
