using Catalog.Crawler.Extractors.CSharp.Projects;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Symbols;

/// <summary>The types of the files read so far, by name. Names that no file read so far declares are kept, so that their files can be read next.</summary>
internal sealed partial class SymbolTable
{
    private const int DeepestBases = 24;
    private readonly Dictionary<string, List<TypeSymbol>> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<MemberSymbol>> _extensions = new(StringComparer.Ordinal);
    private readonly Dictionary<ProjectFile, FileScope> _global = [];
    private readonly FileScope _everywhere = new("", null);

    /// <summary>Simple names that were asked for and are not declared by any file read so far.</summary>
    public HashSet<string> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of methods that were called as extensions and are not declared by any file read so far.</summary>
    public HashSet<string> MissingExtensions { get; } = new(StringComparer.Ordinal);

    /// <summary>Every type, in the order of reading.</summary>
    public List<TypeSymbol> All { get; } = [];

    /// <summary>Top-level code: the statements of each file that has some.</summary>
    public List<(FileScope File, IReadOnlyList<FactNode> Statements)> Programs { get; } = [];

    /// <summary>Every file with its root, in the order of reading.</summary>
    public List<(FileScope File, FactNode Root)> Files { get; } = [];

    public void Add(FileFacts facts, string path, ProjectFile? project)
    {
        var file = new FileScope(path, project);
        Files.Add((file, facts.Root));
        var statements = new List<FactNode>();
        Declare(facts.Root, file, "", statements);
        if (statements.Count > 0)
        {
            Programs.Add((file, statements));
        }
    }

    /// <summary>Static methods that are called as if members of their first parameter.</summary>
    public IReadOnlyList<MemberSymbol> Extensions(string name)
    {
        if (_extensions.TryGetValue(name, out var list))
        {
            return list;
        }

        MissingExtensions.Add(name);
        return [];
    }

    /// <summary>The type that a type expression names; null for types of dependencies, which are then <see cref="Missing"/> too.</summary>
    public TypeSymbol? ResolveOrNull(FactNode type, FileScope file, TypeSymbol? from)
    {
        switch (type.Kind)
        {
            case FactKind.Unary when type.Text == "?":
                return ResolveOrNull(type[0], file, from);
            case FactKind.Name when type.Text is { } name:
                return FindOrNull(name, type[0].Children.Length, file, from);
            case FactKind.Member when type.Text is { } name:
                return ResolveOrNull(type[0], file, from)?.Nested.GetValueOrDefault(name) ?? QualifiedOrNull(type, name);
            default:
                return null;
        }
    }

    /// <summary>A type and those it extends, nearest first; interfaces are among them.</summary>
    public IEnumerable<TypeSymbol> Chain(TypeSymbol type)
    {
        var seen = new HashSet<TypeSymbol> { type };
        var open = new Queue<TypeSymbol>([type]);
        while (open.TryDequeue(out var next) && seen.Count < DeepestBases)
        {
            yield return next;
            foreach (var (node, file) in next.Bases)
            {
                if (ResolveOrNull(node, file, next.Outer) is { } above && seen.Add(above))
                {
                    open.Enqueue(above);
                }
            }
        }
    }

    /// <summary>A type by its simple name as seen from a place; null where none is known.</summary>
    public TypeSymbol? FindOrNull(string name, int arity, FileScope file, TypeSymbol? from)
    {
        if (file.Aliases.TryGetValue(name, out var alias))
        {
            return QualifiedOrNull(alias);
        }

        for (var outer = from; outer is not null; outer = outer.Outer)
        {
            if (outer.Nested.TryGetValue(name, out var nested))
            {
                return nested;
            }
        }

        if (!_types.TryGetValue(name, out var candidates))
        {
            if (!TypeKeywords.IsKnown(name))
            {
                Missing.Add(name);
            }

            return null;
        }

        return candidates.Count == 1 ? candidates[0] : candidates.MaxBy(c => Nearness(c, arity, file, from));
    }

    /// <summary>A type by its full name, the namespace in front; the simple name alone where that names one.</summary>
    public TypeSymbol? QualifiedOrNull(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..].Split('<')[0];
        if (!_types.TryGetValue(last, out var candidates))
        {
            Missing.Add(last);
            return null;
        }

        return candidates.Find(c => $"{c.Namespace}.{c.Name}" == name) ?? (candidates.Count == 1 ? candidates[0] : null);
    }

    private TypeSymbol? QualifiedOrNull(FactNode type, string name)
    {
        if (!_types.TryGetValue(name, out var candidates))
        {
            Missing.Add(name);
            return null;
        }

        var space = type[0].Text ?? "";
        return candidates.Find(c => c.Namespace == space || c.Namespace.EndsWith("." + space, StringComparison.Ordinal));
    }

    private int Nearness(TypeSymbol type, int arity, FileScope file, TypeSymbol? from)
    {
        var score = type.Arity == arity ? 64 : 0;
        var here = from?.Namespace ?? "";
        if (type.Namespace == here)
        {
            score += 32;
        }
        else if (here.StartsWith(type.Namespace + ".", StringComparison.Ordinal))
        {
            score += 16;
        }

        if (file.Namespaces.Contains(type.Namespace) || _everywhere.Namespaces.Contains(type.Namespace) || (file.Project is { } project && _global.TryGetValue(project, out var global) && global.Namespaces.Contains(type.Namespace)))
        {
            score += 24;
        }

        return score + (type.File == file ? 8 : 0) + (type.File.Project == file.Project ? 4 : 0);
    }
}
