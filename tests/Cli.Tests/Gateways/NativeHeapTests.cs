using System.Runtime.InteropServices;
using Catalog.Cli.Gateways;

namespace Catalog.Cli.Tests.Gateways;

public sealed class NativeHeapTests
{
    [Fact]
    public void GiveBack_OfMemoryBelowWhatIsInUse_GivesSomeBack()
    {
        using var timer = NativeHeap.GiveBackEachMinuteOrNull(TimeProvider.System);
        Assert.SkipWhen(timer is null, "only glibc gives memory back");
        const int Bytes = 64 * 1024;
        var used = new byte[Bytes];
        var blocks = new List<nint>();
        for (var i = 0; i < 400; i++)
        {
            var block = Marshal.AllocHGlobal(Bytes);
            Marshal.Copy(used, 0, block, Bytes);
            blocks.Add(block);
        }

        // The last stays in use, so that the others are no end of the heap.
        foreach (var block in blocks[..^1])
        {
            Marshal.FreeHGlobal(block);
        }

        Assert.True(NativeHeap.GiveBack());
        Marshal.FreeHGlobal(blocks[^1]);
    }
}
