using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Catalog.Gateway.Listening;

/// <summary>Gives each listener a pool of its own.</summary>
internal sealed class BlockPools : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new BlockPool();
}
