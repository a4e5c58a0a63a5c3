using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Catalog.Conventions.Tests;

public sealed class PurityTests
{
    private static readonly string[] BannedTypes =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.FileSystemWatcher",
        "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Threading.Timer", "System.Threading.Thread",
        "System.Console", "System.Random", "System.Security.Cryptography.RandomNumberGenerator",
    ];

    private static readonly string[] BannedNamespaces = ["System.Net", "System.IO.Pipes", "System.IO.MemoryMappedFiles", "Microsoft.Data", "Microsoft.AspNetCore"];

    private static readonly string[] BannedMembers =
    [
        "DateTime.get_Now", "DateTime.get_UtcNow", "DateTime.get_Today", "DateTimeOffset.get_Now", "DateTimeOffset.get_UtcNow", "Guid.NewGuid", "Environment.GetEnvironmentVariable", "Environment.Exit", "Environment.get_MachineName", "Environment.get_TickCount64", "Environment.GetFolderPath",
        "Guid.CreateVersion7",
    ];

    [Theory]
    [InlineData("Core")]
    [InlineData("Policy")]
    [InlineData("Classifier")]
    public void PureProject_TouchesNoFileSocketProcessOrClock(string project)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"Catalog.{project}.dll"));
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        foreach (var handle in metadata.TypeReferences)
        {
            var type = metadata.GetTypeReference(handle);
            var space = metadata.GetString(type.Namespace);
            var name = $"{space}.{metadata.GetString(type.Name)}";
            Assert.False(BannedTypes.Contains(name, StringComparer.Ordinal), $"Catalog.{project} uses {name}");
            Assert.False(
                BannedNamespaces.Any(banned => space == banned || space.StartsWith(banned + ".", StringComparison.Ordinal)) && name is not ("System.Net.IPAddress"),
                $"Catalog.{project} uses {name}");
        }

        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference)
            {
                var parent = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
                var name = $"{metadata.GetString(parent.Name)}.{metadata.GetString(member.Name)}";
                Assert.False(BannedMembers.Contains(name, StringComparer.Ordinal), $"Catalog.{project} calls {name}");
            }
        }
    }
}
