using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TypedDynamo.Transport;

/// <summary>Computes the CRC-32 of gzip and of DynamoDB's <c>x-amz-crc32</c> header (polynomial 0xEDB88320, reflected).</summary>
/// <remarks>
/// It takes sixteen bytes at a time by carry-less multiplication if the processor has it, after V. Gopal and others, "Fast CRC Computation for
/// Generic Polynomials Using PCLMULQDQ Instruction" (Intel, 2009), whose names for the folding constants it keeps; otherwise it uses a table.
/// </remarks>
internal static class Crc32
{
    private const int FoldWidth = 64;

    private static readonly uint[] s_table = CreateTable();

    public static uint Compute(ReadOnlySpan<byte> data)
    {
        uint crc = ~0u;
        if (Pclmulqdq.IsSupported && data.Length >= FoldWidth)
        {
            int length = data.Length & ~15;
            crc = Fold(data[..length], crc);
            data = data[length..];
        }

        return ~UpdateByTable(crc, data);
    }

    /// <summary>Continues a CRC byte by byte: the rest of a fold, or everything if the processor has no carry-less multiplication.</summary>
    internal static uint UpdateByTable(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (byte value in data)
        {
            crc = s_table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint Fold(ReadOnlySpan<byte> data, uint crc)
    {
        ref byte start = ref MemoryMarshal.GetReference(data);
        nuint offset = FoldWidth;
        int remaining = data.Length - FoldWidth;

        Vector128<ulong> x1 = Load(ref start, 0) ^ Vector128.CreateScalar((ulong)crc);
        Vector128<ulong> x2 = Load(ref start, 16);
        Vector128<ulong> x3 = Load(ref start, 32);
        Vector128<ulong> x4 = Load(ref start, 48);

        // R1 and R2: four lanes are folded over 64 bytes at a time.
        Vector128<ulong> fold = Vector128.Create(0x0154442bd4ul, 0x01c6e41596ul);
        for (; remaining >= FoldWidth; remaining -= FoldWidth, offset += FoldWidth)
        {
            x1 = FoldOnto(x1, fold, Load(ref start, offset));
            x2 = FoldOnto(x2, fold, Load(ref start, offset + 16));
            x3 = FoldOnto(x3, fold, Load(ref start, offset + 32));
            x4 = FoldOnto(x4, fold, Load(ref start, offset + 48));
        }

        // R3 and R4: the lanes become one, and the rest follows 16 bytes at a time.
        fold = Vector128.Create(0x01751997d0ul, 0x00ccaa009eul);
        x1 = FoldOnto(x1, fold, x2);
        x1 = FoldOnto(x1, fold, x3);
        x1 = FoldOnto(x1, fold, x4);
        for (; remaining >= 16; remaining -= 16, offset += 16)
        {
            x1 = FoldOnto(x1, fold, Load(ref start, offset));
        }

        // 128 bits become 64, and these 32 by Barrett's reduction.
        Vector128<ulong> low32 = Vector128.Create(~0u, 0, ~0u, 0).AsUInt64();
        x1 = Sse2.ShiftRightLogical128BitLane(x1, 8) ^ Pclmulqdq.CarrylessMultiply(x1, fold, 0x10);
        Vector128<ulong> high = Sse2.ShiftRightLogical128BitLane(x1, 4);
        x1 = Pclmulqdq.CarrylessMultiply(x1 & low32, Vector128.Create(0x0163cd6124ul, 0ul), 0x00) ^ high;

        Vector128<ulong> barrett = Vector128.Create(0x01db710641ul, 0x01f7011641ul);
        Vector128<ulong> quotient = Pclmulqdq.CarrylessMultiply(x1 & low32, barrett, 0x10) & low32;
        x1 ^= Pclmulqdq.CarrylessMultiply(quotient, barrett, 0x00);
        return x1.AsUInt32().GetElement(1);
    }

    private static Vector128<ulong> FoldOnto(Vector128<ulong> lane, Vector128<ulong> constants, Vector128<ulong> next)
        => Pclmulqdq.CarrylessMultiply(lane, constants, 0x00) ^ Pclmulqdq.CarrylessMultiply(lane, constants, 0x11) ^ next;

    private static Vector128<ulong> Load(ref byte start, nuint offset) => Vector128.LoadUnsafe(ref start, offset).AsUInt64();

    private static uint[] CreateTable()
    {
        var table = new uint[256];
        for (uint value = 0; value < table.Length; value++)
        {
            uint entry = value;
            for (int bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) != 0 ? 0xEDB88320 ^ (entry >> 1) : entry >> 1;
            }

            table[value] = entry;
        }

        return table;
    }
}
