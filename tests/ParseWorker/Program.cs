using System.Buffers.Binary;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Workers;

// Serves as a parse or link worker. With one more argument it turns bad on files, or snapshots, whose bytes end in a mark, as a worker taken over by its input would.
using var input = Console.OpenStandardInput();
using var output = Console.OpenStandardOutput();
var isLink = args is [LinkWorkerOptions.Verb, ..];
if (args is not [ParseWorkerOptions.Verb or LinkWorkerOptions.Verb, var mode])
{
    return isLink ? await LinkWorkerHost.RunAsync(input, output, CancellationToken.None) : await ParseWorkerHost.RunAsync(input, output, CancellationToken.None);
}

byte[] greeting = [];
while (true)
{
    var head = new byte[4];
    if (await input.ReadAtLeastAsync(head, 4, throwOnEndOfStream: false) < 4)
    {
        return 0;
    }

    var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
    await input.ReadExactlyAsync(body);
    if (isLink && greeting.Length == 0)
    {
        greeting = [.. head, .. body];
        continue;
    }

    // A link worker's request names the snapshot's folder.
    if (isLink ? body.AsSpan().IndexOf("!"u8) < 0 : !body.AsSpan().EndsWith("!"u8))
    {
        using var one = new MemoryStream([.. greeting, .. head, .. body]);
        _ = isLink ? await LinkWorkerHost.RunAsync(one, output, CancellationToken.None) : await ParseWorkerHost.RunAsync(one, output, CancellationToken.None);
        continue;
    }

    switch (mode)
    {
        case "crash":
            Console.Error.WriteLine("falling over");
            return 3;
        case "hang":
            await Task.Delay(Timeout.Infinite);
            break;
        case "memory":
            var held = new List<byte[]>();
            while (true)
            {
                var block = GC.AllocateUninitializedArray<byte>(16 * 1024 * 1024);
                Array.Fill(block, (byte)1);
                held.Add(block);
            }

        case "nonsense":
            await output.WriteAsync(new byte[] { 9, 0, 0, 0, 1, 255, 255, 255, 255, 255, 255, 255, 255 });
            break;
        case "flood":
            await output.WriteAsync(new byte[] { 0xFF, 0xFF, 0xFF, 0x7F, 1 });
            break;
        default:
            return 2;
    }

    await output.FlushAsync();
}
