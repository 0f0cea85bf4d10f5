import { useQuery } from '@tanstack/solid-query'
import { api } from '../api.ts'
import { queries } from '../queries.ts'

const key = (handle: string) => ['team', handle]

/** Who is in the team of a channel, and who is invited to it. */
export function useTeam(handle: () => string) {
  return useQuery(() => ({ queryKey: key(handle()), queryFn: () => api.members.team.query({ handle: handle() }) }))
}

export const refreshTeam = (handle: string) => queries.invalidateQueries({ queryKey: key(handle) })
