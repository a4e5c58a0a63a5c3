using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Sources;

/// <summary>One parsed file with what its names mean.</summary>
internal sealed class JvmModule
{
    private readonly Dictionary<string, string> _imports = new(StringComparer.Ordinal);
    private readonly List<string> _whole = [];

    public JvmModule(SourceFile file, EvaluatedModule evaluated)
    {
        File = file;
        Evaluated = evaluated;
        foreach (var node in evaluated.Facts.Root.Children)
        {
            switch (node.Kind)
            {
                case FactKind.Import when node.Text!.EndsWith(".*", StringComparison.Ordinal):
                    _whole.Add(node.Text[..^2]);
                    break;
                case FactKind.Import:
                    _imports.TryAdd(node[0].Text ?? node.Text![(node.Text!.LastIndexOf('.') + 1)..], node.Text!);
                    break;
                case FactKind.Class when node.Text is not null:
                    Classes.TryAdd(node.Text, node);
                    break;
                case FactKind.Property when node.Text is not null:
                    Properties.TryAdd(node.Text, node);
                    break;
                case FactKind.Method when node.Text is not null:
                    if (!Functions.TryGetValue(node.Text, out var list))
                    {
                        Functions[node.Text] = list = [];
                    }

                    list.Add(node);
                    break;
                default:
                    break;
            }
        }
    }

    public SourceFile File { get; }

    public EvaluatedModule Evaluated { get; }

    public string Package => File.Package;

    /// <summary>Classes of the file by name.</summary>
    public Dictionary<string, FactNode> Classes { get; } = new(StringComparer.Ordinal);

    /// <summary>Properties outside of classes, by name.</summary>
    public Dictionary<string, FactNode> Properties { get; } = new(StringComparer.Ordinal);

    /// <summary>Functions outside of classes, by name with <c>()</c>.</summary>
    public Dictionary<string, List<FactNode>> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>Packages and classes whose every name can be used here: its own package first.</summary>
    public IEnumerable<string> Packages => [Package, .. _whole];

    /// <summary>The full name that an import gives to a name; null where none does.</summary>
    public string? ImportOrNull(string name) => _imports.GetValueOrDefault(name);
}
