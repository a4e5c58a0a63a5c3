using System.Reflection;

namespace Catalog.Storage;

/// <summary>The numbered migrations that come with the program.</summary>
internal static class MigrationTexts
{
    /// <summary>The texts of one folder in the order of their numbers; the first is number 1.</summary>
    public static IReadOnlyList<string> Read(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        var texts = new List<string>();
        foreach (var name in names)
        {
            if (!name.StartsWith($"{folder}{texts.Count + 1:D4}-", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{name} is not number {texts.Count + 1:D4} of its folder");
            }

            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            texts.Add(reader.ReadToEnd());
        }

        return texts.Count > 0 ? texts : throw new InvalidOperationException($"{folder} holds no migrations");
    }
}
