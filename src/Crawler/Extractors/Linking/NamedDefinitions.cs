using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Linking;

/// <summary>Classes, functions and constants of all loaded files by name, for languages that find them without an import. A file is run when the first of its names is asked for.</summary>
internal sealed class NamedDefinitions
{
    private readonly Dictionary<string, List<EvaluatedModule>> _modules = new(StringComparer.Ordinal);

    public NamedDefinitions(IEnumerable<EvaluatedModule> modules)
    {
        foreach (var module in modules)
        {
            foreach (var name in Names(module.Facts.Root))
            {
                (_modules.TryGetValue(name, out var known) ? known : _modules[name] = []).Add(module);
            }
        }
    }

    /// <summary>What a name means; the asking file's folder is looked at first. Null where no file defines it.</summary>
    public Value? FindOrNull(Machine machine, string name, EvaluatedModule from)
    {
        if (!_modules.TryGetValue(name, out var modules))
        {
            return null;
        }

        var folder = SnapshotPath.Folder(from.Path);
        foreach (var module in modules.OrderByDescending(m => m == from ? 2 : SnapshotPath.Folder(m.Path) == folder ? 1 : 0))
        {
            if (!module.HasStarted)
            {
                machine.Run(module);
            }

            if (module.Scope.FindOrNull(name) is { } binding)
            {
                return binding.Value;
            }
        }

        return null;
    }

    private static IEnumerable<string> Names(FactNode block)
    {
        foreach (var node in block.Children)
        {
            switch (node.Kind)
            {
                case FactKind.Class or FactKind.Function or FactKind.Enum when node.Text is not null:
                    yield return node.Text;
                    break;
                case FactKind.Declare:
                    foreach (var declarator in node.Children)
                    {
                        yield return declarator[0].Text ?? "";
                    }

                    break;
                case FactKind.Assign when node[0].Kind == FactKind.Name:
                    yield return node[0].Text!;
                    break;
                case FactKind.Block:
                    foreach (var name in Names(node))
                    {
                        yield return name;
                    }

                    break;
                default:
                    break;
            }
        }
    }
}
