using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Catalog.Conventions.Tests;

public sealed class TypesTests
{
    private static readonly string[] RefusedWords = ["Manager", "Helper", "Util", "Utils", "Common", "Info", "Data", "Service"];

    public static TheoryData<string> Projects => ["Core", "Policy", "Classifier", "Storage", "Crawler", "Api", "Gateway", "Cli"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void ConcreteClasses_AreSealed(string project) => Assert.DoesNotContain(
        Written(project),
        static type => type is { IsClass: true, IsAbstract: false, IsSealed: false } && !HasSubclass(type));

    [Theory]
    [MemberData(nameof(Projects))]
    public void PublicTypesAndMembers_HaveDocs(string project)
    {
        var assembly = Load(project);
        var docs = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        var documented = docs.Descendants("member").Where(static m => m.Descendants().Any(static d => d.Name.LocalName is "summary" or "inheritdoc"))
            .Select(static m => m.Attribute("name")!.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var type in Written(project).Where(static t => t.IsVisible && !IsComponent(t)))
        {
            Assert.Contains("T:" + type.FullName!.Replace('+', '.'), documented);
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void TypeNames_SayWhatTheyAre(string project) => Assert.All(Written(project), static type =>
        Assert.False(
            RefusedWords.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal)),
            $"{type.FullName} has a name that says nothing"));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Records_HaveNoSetters(string project) => Assert.All(
        Written(project).Where(static t => t.IsVisible && t.GetMethod("<Clone>$") is not null),
        static type => Assert.DoesNotContain(
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly),
            property => property.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))));

    [Fact]
    public void Sources_HoldOneTopLevelTypeEach()
    {
        var crowded = SourceTree.Sources
            .Select(static file => (file, types: SourceTree.Read(file).Split('\n').Count(IsTopLevelType)))
            .Where(static pair => pair.types > 1)
            .Select(static pair => pair.file);
        Assert.Empty(crowded);
    }

    [Fact]
    public void Namespaces_AreFolders()
    {
        var strays = SourceTree.Sources
            .Select(static file => (file, space: SourceTree.Read(file).Split('\n').FirstOrDefault(static l => l.StartsWith("namespace ", StringComparison.Ordinal))))
            .Where(static pair => pair.space is not null && pair.space.Trim() != $"namespace Catalog.{Path.GetDirectoryName(pair.file)!["src/".Length..].Replace('/', '.')};")
            .Select(static pair => $"{pair.file}: {pair.space}");
        Assert.Empty(strays);
    }

    private static bool IsTopLevelType(string line)
    {
        if (line.Length == 0 || !char.IsAsciiLetter(line[0]))
        {
            return false;
        }

        var words = line.Split([' ', '(', '<', ':'], StringSplitOptions.RemoveEmptyEntries);
        return words[0] is "public" or "internal" or "sealed" or "abstract" or "static" or "file" or "class" or "record" or "enum" or "interface" or "partial" or "readonly"
            && words.Any(static w => w is "class" or "record" or "struct" or "enum" or "interface" or "delegate");
    }

    private static bool HasSubclass(Type type) => type.Assembly.GetTypes().Any(other => other.BaseType is { } parent
        && (parent == type || (parent.IsGenericType && parent.GetGenericTypeDefinition() == type)));

    private static bool IsComponent(Type type) => type.Name.StartsWith('_') || type.GetInterfaces().Any(static i => i.Name == "IComponent");

    private static Assembly Load(string project) => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, project == "Cli" ? "catalog.dll" : $"Catalog.{project}.dll"));

    private static IEnumerable<Type> Written(string project) => Load(project).GetTypes().Where(static type =>
        type.Namespace?.StartsWith("Catalog.", StringComparison.Ordinal) == true
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && type.DeclaringType?.Name.Contains('<', StringComparison.Ordinal) != true);
}
