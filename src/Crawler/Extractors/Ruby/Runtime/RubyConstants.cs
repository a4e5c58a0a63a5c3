using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Ruby.Runtime;

/// <summary>The classes, modules and constants of all loaded files by their whole names. A file is run when the first of its names is asked for.</summary>
internal sealed class RubyConstants
{
    private readonly Dictionary<string, List<EvaluatedModule>> _definers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<EvaluatedModule>> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClassValue> _classes = new(StringComparer.Ordinal);

    public RubyConstants(IEnumerable<EvaluatedModule> files)
    {
        foreach (var file in files)
        {
            foreach (var node in FactSearch.Within(file.Facts.Root))
            {
                if (node is { Kind: FactKind.Class, Text: { } type })
                {
                    Add(_definers, type, file);
                }
                else if (node.Kind == FactKind.Assign && node[0] is { Kind: FactKind.Name, Text: { } name } && IsConstant(name))
                {
                    Add(_definers, name, file);
                }
            }

            foreach (var function in file.Facts.Root.Children.Where(static n => n is { Kind: FactKind.Function, Text: not null }))
            {
                Add(_functions, function.Text!, file);
            }
        }
    }

    /// <summary>The classes and modules that were defined so far, in their order; a class that is opened twice counts once.</summary>
    public List<(ClassValue Class, EvaluatedModule File)> Classes { get; } = [];

    /// <summary>Takes a class that was defined. What an earlier definition of the name had it has too, and the other way round.</summary>
    public void Defined(ClassValue type, EvaluatedModule file)
    {
        if (type.Node.Text is not { } name || !_classes.TryGetValue(name, out var known) || ReferenceEquals(known, type))
        {
            Classes.Add((type, file));
            _classes[type.Node.Text ?? ""] = type;
            return;
        }

        Mix(known, type);
        Mix(type, known);
        if (known.Base is null && type.Base is not null)
        {
            _classes[name] = type;
            Classes[Classes.FindIndex(c => ReferenceEquals(c.Class, known))] = (type, file);
        }
    }

    /// <summary>The definition that stands for all of a class's; the class itself where it has no other.</summary>
    public ClassValue Whole(ClassValue type) => type.Node.Text is { } name ? _classes.GetValueOrDefault(name) ?? type : type;

    /// <summary>Gives a class the methods and members of another one that it has not itself.</summary>
    public static void Mix(ClassValue from, ClassValue into)
    {
        foreach (var (name, method) in from.Methods)
        {
            into.Methods.TryAdd(name, method);
        }

        foreach (var key in from.Statics.Keys.Where(k => into.Statics.FindOrNull(k) is null).ToList())
        {
            into.Statics.Set(key, from.Statics.FindOrNull(key)!);
        }
    }

    /// <summary>What a name means, looked up in the namespaces, then at the top; null where no file defines it.</summary>
    public Value? FindOrNull(Machine machine, string written, IEnumerable<string> namespaces, Scope scope)
    {
        var name = written.StartsWith("::", StringComparison.Ordinal) ? written[2..] : written;
        foreach (var around in written.Length == name.Length ? namespaces.Append("") : [""])
        {
            if (OfWholeName(machine, around.Length == 0 ? name : $"{around}::{name}", scope) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>A method that a file defines at its top; null where none does.</summary>
    public Value? FunctionOrNull(Machine machine, string name)
    {
        foreach (var file in _functions.GetValueOrDefault(name) ?? [])
        {
            machine.Run(file);
            if (file.Scope.FindOrNull(name) is { } binding)
            {
                return binding.Value;
            }
        }

        return null;
    }

    /// <summary>The names of the constants right below a module.</summary>
    public IEnumerable<string> Below(string name) =>
        _definers.Keys.Where(k => k.Length > name.Length + 2 && k.StartsWith(name, StringComparison.Ordinal) && k.AsSpan(name.Length).StartsWith("::") && k.IndexOf("::", name.Length + 2, StringComparison.Ordinal) < 0).Select(k => k[(name.Length + 2)..]);

    private Value? OfWholeName(Machine machine, string name, Scope scope)
    {
        if (scope.FindOrNull(name) is { } local)
        {
            return local.Value;
        }

        if (_classes.TryGetValue(name, out var known))
        {
            return known;
        }

        foreach (var file in _definers.GetValueOrDefault(name) ?? [])
        {
            machine.Run(file);
            if (_classes.TryGetValue(name, out var type))
            {
                return type;
            }

            if (file.Scope.FindOrNull(name) is { } binding)
            {
                return binding.Value;
            }
        }

        return null;
    }

    private static bool IsConstant(string name) => name.LastIndexOf(':') + 1 is var last && last < name.Length && char.IsUpper(name[last]);

    private static void Add(Dictionary<string, List<EvaluatedModule>> index, string name, EvaluatedModule file)
    {
        var files = index.TryGetValue(name, out var known) ? known : index[name] = [];
        if (files.Count < 64 && !files.Contains(file))
        {
            files.Add(file);
        }
    }
}
