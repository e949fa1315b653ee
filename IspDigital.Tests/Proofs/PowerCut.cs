namespace IspDigital.Tests.Proofs;

/// <summary>
/// What a disk may hold when the power goes off between two moments at which everything was synced: of each sector that was being
/// written, the old content, the new one, or anything; what was not being written stays; the end of the file lies anywhere between.
/// </summary>
internal static class PowerCut
{
    private const int Sector = 512;

    /// <summary>A file as it may be found, between how it was and how it was to become.</summary>
    public static byte[] Tear(byte[] before, byte[] after, Random chance)
    {
        var found = new byte[Math.Max(before.Length, after.Length)];
        before.CopyTo(found, 0);
        var sectors = (found.Length + Sector - 1) / Sector;
        var (inOrder, reached, share) = (chance.Next(3) == 0, chance.Next(sectors + 1), chance.NextDouble());
        for (var sector = 0; sector < sectors; sector++)
        {
            var isNew = inOrder ? sector < reached : chance.NextDouble() < share;
            var isTorn = inOrder ? sector == reached : chance.Next(20) == 0;
            if (isNew || isTorn)
            {
                Write(found, after, sector * Sector, isTorn ? chance : null);
            }
        }
        return after.Length > before.Length ? found[..End(before.Length, after.Length, chance)] : found;
    }

    private static void Write(byte[] found, byte[] after, int offset, Random? garbage)
    {
        for (var i = offset; i < Math.Min(offset + Sector, after.Length); i++)
        {
            if (found[i] != after[i])
            {
                found[i] = garbage is null ? after[i] : (byte)garbage.Next(256);
            }
        }
    }

    /// <summary>The length that the file's entry says: as before, as after, or on the way.</summary>
    private static int End(int before, int after, Random chance) => chance.Next(4) switch
    {
        0 => before,
        1 => after,
        _ => Math.Min(after, before + (chance.Next((after - before) / Sector + 1) * Sector)),
    };
}
