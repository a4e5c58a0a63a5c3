using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Python.Modules;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary><c>pkgutil</c>: the modules of a package's folder, so that sources which find their tools by going through them are followed.</summary>
internal static class PythonPackages
{
    private const int Most = 2_000;

    /// <summary>A call of it; null where it is not modelled or the folder is not known.</summary>
    public static Value? CallOrNull(SnapshotFiles files, UnknownValue callee, CallSite call)
    {
        if (callee.LastName is not ("iter_modules" or "walk_packages") || (call.Arguments.Count > 0 ? call.Arguments[0] : call.Named.GetValueOrDefault("path")) is not { Primary: ListValue folders })
        {
            return null;
        }

        var given = call.Arguments.Count > 1 ? call.Arguments[1] : call.Named.GetValueOrDefault("prefix");
        if (given is not null && given.Primary is not ConstantValue { Text: not null })
        {
            return null;
        }

        var prefix = (given?.Primary as ConstantValue)?.Text ?? "";
        var found = new List<Value>();
        foreach (var folder in folders.Items)
        {
            if (PythonPaths.PathOrNull(folder.Value) is not { } path)
            {
                return null;
            }

            Add(files, path, prefix, callee.LastName == "walk_packages", found, 0);
        }

        return ListValue.Of(found);
    }

    private static void Add(SnapshotFiles files, string folder, string prefix, bool isDeep, List<Value> found, int depth)
    {
        var start = folder.Length == 0 ? 0 : folder.Length + 1;
        var names = files.Paths.Where(p => PythonModules.Within(p, folder) && p.EndsWith(".py", StringComparison.Ordinal))
            .Select(p => p[start..])
            .Select(static p => p.Split('/') is [var file] ? (Name: file[..^3], IsPackage: false) : p.Split('/') is [var inner, "__init__.py"] ? (Name: inner, IsPackage: true) : (Name: "", IsPackage: false))
            .Where(static n => n.Name.Length > 0 && n.Name != "__init__")
            .Distinct()
            .OrderBy(static n => n.Name, StringComparer.Ordinal);
        foreach (var (name, isPackage) in names)
        {
            if (found.Count >= Most)
            {
                return;
            }

            var module = new RecordValue();
            module.Set("module_finder", UnknownValue.Plain);
            module.Set("name", ConstantValue.Of(prefix + name));
            module.Set("ispkg", ConstantValue.Of(isPackage));
            module.Tag = ListValue.Of(module.Keys.Select(k => module.FindOrNull(k)!));
            found.Add(module);
            if (isPackage && isDeep && depth < 12)
            {
                Add(files, PythonModules.Join(folder, name), $"{prefix}{name}.", isDeep, found, depth + 1);
            }
        }
    }
}
