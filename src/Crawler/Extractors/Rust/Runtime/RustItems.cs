using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Rust.Runtime;

/// <summary>Every item of a program by its name. A path is found by its last part; of several items of one name the one whose file fits the path is taken, and the one of the same file first.</summary>
internal sealed class RustItems
{
    private readonly Dictionary<string, List<RustItem>> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RustItem>> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _uses = new(StringComparer.Ordinal);
    private readonly IReadOnlySet<string> _features;

    public RustItems(IEnumerable<EvaluatedModule> modules, IReadOnlySet<string> features)
    {
        _features = features;
        foreach (var module in modules)
        {
            Add(module.Facts.Root, module, null);
        }
    }

    /// <summary>Implementations, in the order of the files.</summary>
    public List<RustItem> Implementations { get; } = [];

    /// <summary>Structures and enumerations.</summary>
    public List<RustItem> Types { get; } = [];

    /// <summary>Calls of macros that stand where an item stands.</summary>
    public List<RustItem> MacroCalls { get; } = [];

    /// <summary>Functions, those of implementations too.</summary>
    public List<RustItem> Functions { get; } = [];

    /// <summary>An item of a module by its path; null where the program has none of that name.</summary>
    public RustItem? FindOrNull(string path, EvaluatedModule from, Func<RustItem, bool>? fits = null)
    {
        var parts = path.Split("::");
        if (!_items.TryGetValue(Renamed(parts[^1], from), out var items))
        {
            return null;
        }

        var candidates = fits is null ? items : items.Where(fits).ToList();
        return candidates.Count switch
        {
            0 => null,
            1 => candidates[0],
            _ => (parts.Length == 1 ? candidates.Find(i => i.Module == from) : null) ?? candidates.MaxBy(i => Fit(i, parts, from)),
        };
    }

    /// <summary>A function or constant of a type's implementations; null where there is none.</summary>
    public RustItem? MemberOrNull(string type, string name, EvaluatedModule from) =>
        _members.TryGetValue(type + "::" + name, out var items) ? items.Find(i => i.Module == from) ?? items[0] : null;

    /// <summary>How well the folders of an item's file and the imports of the asking file speak for it.</summary>
    private int Fit(RustItem item, string[] parts, EvaluatedModule from)
    {
        var path = parts.Length > 1 ? parts[..^1] : [.. (_uses.GetValueOrDefault(from.Path + "\n" + parts[^1]) ?? []).SelectMany(static u => u.Split("::"))];
        var folders = item.Module.Path.Split('/', '.');
        return (path.Count(p => folders.Contains(p, StringComparer.Ordinal)) * 4) + (SnapshotPath.Folder(item.Module.Path) == SnapshotPath.Folder(from.Path) ? 2 : 0) + (item.Condition is null ? 1 : 0);
    }

    private string Renamed(string name, EvaluatedModule from) => _uses.GetValueOrDefault(from.Path + "\nas " + name) is [var original, ..] ? original : name;

    private void Add(FactNode block, EvaluatedModule module, string? condition)
    {
        foreach (var node in block.Children)
        {
            switch (node.Kind)
            {
                case FactKind.Namespace when !node[0].IsAbsent:
                    Add(node[0], module, Scope.Join(condition, RustAttributes.ConditionOrNull(node, _features)));
                    break;
                case FactKind.Class:
                    AddType(node, module, Scope.Join(condition, RustAttributes.ConditionOrNull(node, _features)));
                    break;
                case FactKind.Function:
                    AddItem(node.Text, new RustItem(node, module, null, Scope.Join(condition, RustAttributes.ConditionOrNull(node, _features))));
                    break;
                case FactKind.Declare:
                    AddItem(node[0][0].Text, new RustItem(node, module, null, condition));
                    break;
                case FactKind.Call or FactKind.Opaque:
                    MacroCalls.Add(new RustItem(node, module, null, condition));
                    break;
                case FactKind.Import when node.Text is { } use:
                    AddUse(use, module);
                    break;
                case FactKind.Block:
                    Add(node, module, condition);
                    break;
                default:
                    break;
            }
        }
    }

    private void AddType(FactNode node, EvaluatedModule module, string? condition)
    {
        var item = new RustItem(node, module, null, condition);
        if (item.TypeKind is not ("impl" or "trait"))
        {
            AddItem(node.Text, item);
            Types.Add(item);
            return;
        }

        Implementations.Add(item);
        var owner = node.Text?.Split("::")[^1];
        foreach (var member in node[1].Children)
        {
            var name = member.Kind == FactKind.Declare ? member[0][0].Text : member.Text;
            if (name is null || owner is null)
            {
                continue;
            }

            var own = new RustItem(member, module, owner, Scope.Join(condition, RustAttributes.ConditionOrNull(member, _features)));
            var key = owner + "::" + name;
            (_members.TryGetValue(key, out var known) ? known : _members[key] = []).Add(own);
            if (member.Kind == FactKind.Function)
            {
                Functions.Add(own);
            }
        }
    }

    private void AddItem(string? name, RustItem item)
    {
        if (name is null)
        {
            return;
        }

        (_items.TryGetValue(name, out var known) ? known : _items[name] = []).Add(item);
        if (item.Node.Kind == FactKind.Function)
        {
            Functions.Add(item);
        }
    }

    /// <summary>Remembers by which path a file imports a name: <c>use a::b::{C, D as E}</c>.</summary>
    private void AddUse(string use, EvaluatedModule module)
    {
        var prefix = use.IndexOf('{', StringComparison.Ordinal) is >= 0 and var at ? use[..at] : "";
        foreach (var part in use[prefix.Length..].Split(',', '{', '}').Take(200))
        {
            var words = part.Trim().Split(" as ");
            var path = (prefix + words[0].Trim()).Trim(':');
            var name = path[(path.LastIndexOf(':') + 1)..];
            if (name.Length == 0)
            {
                continue;
            }

            var local = words.Length > 1 ? words[1].Trim() : name;
            (_uses.TryGetValue(module.Path + "\n" + local, out var known) ? known : _uses[module.Path + "\n" + local] = []).Add(path);
            if (local != name)
            {
                _uses[module.Path + "\nas " + local] = [name];
            }
        }
    }
}
