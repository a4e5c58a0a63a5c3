using System.Text.Json;
using Catalog.Policy.Operators.Paths;
using Catalog.Policy.Operators.Text;

namespace Catalog.Policy.Compiled;

/// <summary>
/// The members of the arguments that paths name, as a tree. In an object that a path walks through, a member that equals a named one but for case is refused: the
/// server behind may read it as the named one, which no condition has seen (section 2). So is <c>__proto__</c>: a server in JavaScript that copies the object has the
/// members of that value in the place of those that are missing.
/// </summary>
internal sealed class WalkedMembers
{
    private const string Prototype = "__proto__";

    private readonly Branch _root = new();

    private WalkedMembers()
    {
    }

    internal static WalkedMembers Of(IEnumerable<ConditionPath> paths)
    {
        var walked = new WalkedMembers();
        foreach (var path in paths.Where(static p => p.Root == PathRoot.Arguments))
        {
            var branch = walked._root;
            foreach (var step in path.Steps)
            {
                branch = branch.Grow(step);
            }
        }

        return walked;
    }

    /// <summary>
    /// The first member that a server may read as a named one, with the name that it resembles by all but case, or null for one that stands for members of any
    /// name; null where there is none.
    /// </summary>
    internal (string Written, string? Named)? FindVariantOrNull(JsonElement arguments) => _root.FindOrNull(arguments);

    private sealed class Branch
    {
        private readonly Dictionary<string, Branch> _members = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<string>> _namesByFolded = new(StringComparer.Ordinal);
        private readonly Dictionary<int, Branch> _elements = [];
        private Branch? _everyElement;

        internal Branch Grow(PathStep step)
        {
            if (step.Member is { } member)
            {
                if (!_members.TryGetValue(member, out var next))
                {
                    _members.Add(member, next = new Branch());
                    var folded = SimpleCaseFolding.Fold(member);
                    if (!_namesByFolded.TryGetValue(folded, out var names))
                    {
                        _namesByFolded.Add(folded, names = []);
                    }

                    names.Add(member);
                }

                return next;
            }

            if (step.Index is not { } index)
            {
                return _everyElement ??= new Branch();
            }

            if (!_elements.TryGetValue(index, out var element))
            {
                _elements.Add(index, element = new Branch());
            }

            return element;
        }

        internal (string Written, string? Named)? FindOrNull(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Object => InObject(value),
            JsonValueKind.Array => InList(value),
            _ => null,
        };

        private (string Written, string? Named)? InObject(JsonElement value)
        {
            if (_members.Count == 0)
            {
                return null;
            }

            foreach (var member in value.EnumerateObject())
            {
                var written = member.Name;
                if (written == Prototype && !_members.ContainsKey(Prototype))
                {
                    return (written, null);
                }

                if (_namesByFolded.TryGetValue(SimpleCaseFolding.Fold(written), out var names) && OtherOrNull(names, written) is { } named)
                {
                    return (written, named);
                }

                if (_members.TryGetValue(written, out var branch) && branch.FindOrNull(member.Value) is { } deeper)
                {
                    return deeper;
                }
            }

            return null;
        }

        private static string? OtherOrNull(List<string> names, string written)
        {
            foreach (var name in names)
            {
                if (!string.Equals(name, written, StringComparison.Ordinal))
                {
                    return name;
                }
            }

            return null;
        }

        private (string Written, string? Named)? InList(JsonElement value)
        {
            if (_everyElement is null && _elements.Count == 0)
            {
                return null;
            }

            var index = 0;
            foreach (var element in value.EnumerateArray())
            {
                var found = _everyElement?.FindOrNull(element)
                    ?? (_elements.TryGetValue(index, out var branch) ? branch.FindOrNull(element) : null);
                if (found is not null)
                {
                    return found;
                }

                index++;
            }

            return null;
        }
    }
}
